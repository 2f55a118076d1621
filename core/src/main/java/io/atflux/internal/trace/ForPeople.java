package io.atflux.internal.trace;

import io.atflux.command.FinalResult;
import io.atflux.line.AtLine;

/** Masks the texts that the session derives from lines, for errors, events and printed replies. */
public final class ForPeople {

    private ForPeople() {}

    /** Masks the text of a final result, which is for people alone. A text from the library's own tables holds no byte of the line. */
    public static FinalResult masked(FinalResult result, AtLine line) {
        if (result instanceof FinalResult.Cme no && no.number() == null && no.reason() != null) {
            return new FinalResult.Cme(null, reason(line, no.reason()));
        }
        if (result instanceof FinalResult.Cms no && no.number() == null && no.reason() != null) {
            return new FinalResult.Cms(null, reason(line, no.reason()));
        }
        return result;
    }

    /** The end of the line as its mask shows it: a mask keeps the length. */
    private static String reason(AtLine line, String reason) {
        int at = line.text().lastIndexOf(reason);
        return at < 0 ? reason : line.toString().substring(at, at + reason.length());
    }
}
