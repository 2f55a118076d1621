package io.atflux.internal.lines;

import io.atflux.internal.codec.LineDialect;
import io.atflux.internal.codec.LineDialect.After;
import org.jspecify.annotations.Nullable;

/**
 * Takes samples of the line's dialect: from a final result followed by a silence to the first line of the next answer. Only answers
 * to commands that declare their answers count, and only in step. Confined to the event loop.
 */
final class LineSamples {

    private final LineDialect dialect;
    /** The last line was the final result of such a command. */
    private boolean ended;
    /** The bytes after it when the line fell silent. */
    private @Nullable String end;
    /** The bytes before the line that is being classified, if it began after that silence. */
    private @Nullable String gap;

    private @Nullable String endBefore;
    private boolean answered;
    private boolean finalCame;

    LineSamples(LineDialect dialect) {
        this.dialect = dialect;
    }

    /** @param lead the bytes since the last line; null if another line has begun */
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

    /** The line was classified. @return whether the dialect differs from the one that the profile declares */
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
