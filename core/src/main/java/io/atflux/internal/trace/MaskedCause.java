package io.atflux.internal.trace;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What foreign code threw on what the modem said, its words masked, with its kind, its place, and what goes with it. */
public final class MaskedCause extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final int DEEPEST = 16;

    private final String shown;

    private MaskedCause(String shown, @Nullable Throwable cause) {
        super(shown, cause);
        this.shown = shown;
    }

    /** The same, where there is nothing to mask in it and all that goes with it. */
    public static Throwable of(Throwable thrown, UnaryOperator<String> mask) {
        return isPlain(thrown, mask, 0) ? thrown : copy(thrown, mask, 0);
    }

    private static boolean isPlain(@Nullable Throwable thrown, UnaryOperator<String> mask, int depth) {
        if (thrown == null || depth > DEEPEST) {
            // What is deeper than we look is left out by the copy.
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
