package io.atflux.internal.codec;

import io.atflux.line.AtLine;

/** What the scanner finds, in the order of the bytes. Calls may arm the scanner anew. */
public interface FrameSink {

    /** A line that is not blank. */
    void line(AtLine line);

    /**
     * A {@code >} at the start of a line, while the scanner is armed for prompts.
     *
     * @param lead the CR and LF bytes before it
     * @return whether it is the prompt; otherwise the line goes on with it as its first character
     */
    boolean prompt(String lead);

    /** A line longer than the limit ended, and was discarded. */
    void overlong(long bytes);

    /** NUL bytes at the start of a line were discarded. */
    void noise(int bytes);
}
