package io.atflux.internal.trace;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** An exception that foreign code threw on a line: its message is masked; its type, stack trace and causes are kept. */
public final class MaskedCause extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final int DEEPEST = 16;

    private final String shown;

    private MaskedCause(String shown, @Nullable Throwable cause) {
        super(shown, cause);
        this.shown = shown;
    }

    /** Returns the exception itself if neither it nor its causes hold anything to mask; otherwise a masked copy. */
    public static Throwable of(Throwable thrown, UnaryOperator<String> mask) {
        return isPlain(thrown, mask, 0) ? thrown : copy(thrown, mask, 0);
    }

    private static boolean isPlain(@Nullable Throwable thrown, UnaryOperator<String> mask, int depth) {
        if (thrown == null || depth > DEEPEST) {
            // The copy omits levels deeper than this.
            return thrown == null;
        }
        String text = String.valueOf(thrown.getMessage());
        if (!mask.apply(text).equals(text) || !isPlain(thrown.getCause(), mask, depth + 1)) {
            return false;
        }
        for (Throwable suppressed : thrown.getSuppressed()) {
            if (!isPlain(suppressed, mask, depth + 1)) {
                return false;
            }
        }
        return true;
    }

    private static MaskedCause copy(Throwable thrown, UnaryOperator<String> mask, int depth) {
        Throwable cause = thrown.getCause();
        MaskedCause copy = new MaskedCause(
                thrown.getClass().getName() + ": " + mask.apply(String.valueOf(thrown.getMessage())),
                cause == null || depth > DEEPEST ? null : copy(cause, mask, depth + 1));
        copy.setStackTrace(thrown.getStackTrace());
        for (Throwable suppressed : depth > DEEPEST ? new Throwable[0] : thrown.getSuppressed()) {
            copy.addSuppressed(copy(suppressed, mask, depth + 1));
        }
        return copy;
    }

    @Override
    public String toString() {
        return shown;
    }
}
