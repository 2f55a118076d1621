package io.atflux.internal.trace;

import io.atflux.command.FinalResult;
import io.atflux.line.AtLine;

/** What the session itself makes of lines, masked as they are: in errors, events, replies that are printed. */
public final class ForPeople {

    private ForPeople() {}

    /** A final result's text is for people alone; what our own tables say of its number is no word of the line's. */
    public static FinalResult masked(FinalResult result, AtLine line) {
        if (result instanceof FinalResult.Cme no && no.number() == null && no.reason() != null) {
            return new FinalResult.Cme(null, reason(line, no.reason()));
        }
        if (result instanceof FinalResult.Cms no && no.number() == null && no.reason() != null) {
            return new FinalResult.Cms(null, reason(line, no.reason()));
        }
        return result;
    }

    /** The end of the line as it is shown: a mask keeps the length. */
    private static String reason(AtLine line, String reason) {
        int at = line.text().lastIndexOf(reason);
        return at < 0 ? reason : line.toString().substring(at, at + reason.length());
    }
}
