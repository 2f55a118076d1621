package io.atflux.internal.lines;

import io.atflux.internal.codec.LineDialect.After;

/** The context of the line that is being classified, or of the next one. Confined to the event loop. */
final class LinePlace {

    /** The kind of the frame that came last. */
    After after = After.NOTHING;
    /** The line follows another one, not an echo or a prompt. */
    boolean behindLine;
    /** The line may be the echo of any command. */
    boolean looksEchoed;
    /** The number of writes when its first byte arrived. */
    long mark;

    void line(long markOfLine) {
        behindLine = after == After.LINE;
        after = After.LINE;
        mark = markOfLine;
    }
}
