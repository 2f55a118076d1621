package io.atflux.internal.lines;

import io.atflux.internal.codec.FrameSink;
import io.atflux.internal.ledger.Seat;
import io.atflux.line.AtLine;
import io.atflux.urc.UrcType;
import org.jspecify.annotations.Nullable;

/** Receives the lines that are not text, and knows the session's state. */
public interface LineSink extends FrameSink {

    /**
     * A line with all of its text.
     *
     * @param answers the command whose answer it is; null for none
     * @param type the result code that it is, if it is no command's answer; null if only its form shows that it is a result code
     */
    void whole(AtLine line, @Nullable Seat answers, @Nullable UrcType<?> type);

    /** Whether the line is a final result for any command. */
    boolean isFinal(AtLine line);

    /** Whether the line has the form of one of the module's own lines. */
    boolean isKnown(AtLine line);

    /** The line announces that the module was restarted. */
    void restarted(AtLine banner);

    /** A text was cut: the rest of it may arrive, and may contain OK. */
    void textCut();

    /** A text begins whose end is unknown: the lines that follow may belong to it. */
    void endUnknown();

    /** Whether a word is unanswered, so that no line is joined to a text. */
    boolean isProbing();

    /** Whether a counted answer may arrive, late answers included. */
    boolean expectsCounted();

    /** Held lines are delivered now: nothing is written before the last of them. */
    void holdWrites();

    void releaseWrites();
}
