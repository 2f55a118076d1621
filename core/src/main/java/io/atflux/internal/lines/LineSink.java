package io.atflux.internal.lines;

import io.atflux.internal.codec.FrameSink;
import io.atflux.internal.ledger.Seat;
import io.atflux.line.AtLine;
import io.atflux.urc.UrcType;
import org.jspecify.annotations.Nullable;

/** Whoever gets what is no text, and knows what the session does meanwhile. */
public interface LineSink extends FrameSink {

    /**
     * A line with all of its text.
     *
     * @param answers whose answer it is; null for no command's
     * @param type which result code it is, if it is no command's answer; null where only its look says that it is one
     */
    void whole(AtLine line, @Nullable Seat answers, @Nullable UrcType<?> type);

    /** Whether the line is a final result to somebody. */
    boolean isFinal(AtLine line);

    /** Whether the line is one of the module's own by its looks. */
    boolean isKnown(AtLine line);

    /** The line announces that the module was restarted. */
    void restarted(AtLine banner);

    /** A text was cut: more of it may come, and say OK as well. */
    void textCut();

    /** A text begins whose end cannot be told: what comes next may be more of it. */
    void endUnknown();

    /** Whether a word is out, so that no line is joined to a text. */
    boolean isProbing();

    /** Whether a counted answer may come, late ones included. */
    boolean expectsCounted();

    /** What was held is given out now: nothing is written before the last of it. */
    void readBegins();

    void readEnds();
}
