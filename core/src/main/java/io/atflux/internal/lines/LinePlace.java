package io.atflux.internal.lines;

import io.atflux.internal.codec.LineDialect.After;

/** Where the line stands that is being classified, or the next one. Confined to the event loop. */
final class LinePlace {

    /** What came last. */
    After after = After.NOTHING;
    /** The line stands behind another one, not behind an echo or a prompt. */
    boolean behindLine;
    /** It may be anybody's echo. */
    boolean looksEchoed;
    /** What had been written when its first byte came. */
    long mark;

    void line(long markOfLine) {
        behindLine = after == After.LINE;
        after = After.LINE;
        mark = markOfLine;
    }
}
