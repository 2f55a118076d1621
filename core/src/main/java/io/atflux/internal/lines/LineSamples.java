package io.atflux.internal.lines;

import io.atflux.internal.codec.LineDialect;
import io.atflux.internal.codec.LineDialect.After;
import org.jspecify.annotations.Nullable;

/**
 * Takes samples of the line's dialect: from a final result that a silence followed, to the first line of the next answer. Only
 * answers to commands that say what answers them count, and only in step. Confined to the event loop.
 */
final class LineSamples {

    private final LineDialect dialect;
    /** The last line was such a command's final result. */
    private boolean ended;
    /** What stood behind it when the line fell silent. */
    private @Nullable String end;
    /** What stood before the line that is being classified, where it began out of that silence. */
    private @Nullable String gap;

    private @Nullable String endBefore;
    private boolean answered;
    private boolean finalCame;

    LineSamples(LineDialect dialect) {
        this.dialect = dialect;
    }

    /** @param lead what has come since the last line; null where another has begun */
    void silence(@Nullable String lead) {
        end = ended ? lead : null;
    }

    void disturbed() {
        ended = false;
        end = null;
        gap = null;
    }

    void begins(String lead, After after) {
        endBefore = end;
        gap = after == After.LINE && end != null ? lead : null;
        end = null;
        ended = false;
        answered = false;
        finalCame = false;
    }

    void answered(boolean isFinal) {
        answered = true;
        finalCame |= isFinal;
    }

    /** The line was classified. @return whether the dialect turned out to be another one than the profile declares */
    boolean over() {
        String before = endBefore;
        String stood = gap;
        boolean differs = answered && before != null && stood != null && dialect.sample(before, stood);
        ended = finalCame;
        gap = null;
        endBefore = null;
        return differs;
    }
}
