package io.atflux.internal.codec;

import io.atflux.line.AtLine;

/** Receives what the scanner finds, in the order of the bytes. A call may arm the scanner again. */
public interface FrameSink {

    /** A line that is not blank. */
    void line(AtLine line);

    /**
     * A {@code >} at the start of a line, while the scanner is armed for prompts.
     *
     * @param lead the CR and LF bytes before it
     * @return whether it is the prompt; otherwise it becomes the first character of the line
     */
    boolean prompt(String lead);

    /** A line longer than the limit ended, and was discarded. */
    void overlong(long bytes);

    /** NUL bytes at the start of a line were discarded. */
    void noise(int bytes);
}
