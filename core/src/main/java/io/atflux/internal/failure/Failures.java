package io.atflux.internal.failure;

import io.atflux.error.AtException;
import io.atflux.line.AtLine;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Completes an error before it is reported: programs can read it but not change it. */
public final class Failures {

    /** Access to the fields of an error. */
    public interface Access {

        /** Sets the number of times that the command was written. */
        void setAttempts(AtException error, int writes);

        /** Attaches the lines that arrived. */
        void setLines(AtException error, List<AtLine> partial);
    }

    private static volatile @Nullable Access access;

    private Failures() {}

    /** Called by the class of errors when it is initialised. */
    public static void open(Access own) {
        access = own;
    }

    private static Access access() {
        return Objects.requireNonNull(access, "no error was ever made");
    }

    /** The same error, with the number of times that the command was written. */
    public static <E extends AtException> E written(E error, int writes) {
        access().setAttempts(error, writes);
        return error;
    }

    /** The same error, with the lines of the reply that arrived before the end. */
    public static <E extends AtException> E with(E error, List<AtLine> partial) {
        access().setLines(error, partial);
        return error;
    }
}
