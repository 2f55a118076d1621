package io.atflux.internal.trace;

import io.atflux.command.FinalResult;
import io.atflux.internal.codec.FrameSink;
import io.atflux.internal.text.Lines;
import io.atflux.line.AtLine;
import java.util.function.UnaryOperator;

/**
 * Marks what comes from the line, so that it is masked wherever it becomes text for people: in errors, events, replies that are
 * printed. Our own words around it are not touched.
 */
public final class ForPeople implements FrameSink {

    private final FrameSink next;
    private final UnaryOperator<String> mask;

    public ForPeople(FrameSink next, SecretMask mask) {
        this.next = next;
        this.mask = mask::mask;
    }

    @Override
    public void line(AtLine line) {
        next.line(Lines.shownBy(line, mask));
    }

    @Override
    public boolean prompt(String lead) {
        return next.prompt(lead);
    }

    @Override
    public void overlong(long bytes) {
        next.overlong(bytes);
    }

    @Override
    public void noise(int bytes) {
        next.noise(bytes);
    }

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
