package io.atflux.internal.lines;

import io.atflux.internal.codec.FrameSink;
import io.atflux.line.AtLine;

/** Whoever gets what is no text, and knows what the session does meanwhile. */
public interface LineSink extends FrameSink {

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
