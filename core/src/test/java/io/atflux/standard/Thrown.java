package io.atflux.standard;

import java.io.IOException;
import java.util.Random;
import java.util.function.Supplier;

/** All kinds of throwables, also those that no library is supposed to catch. */
enum Thrown {
    EXCEPTION(() -> new IllegalStateException("user")),
    ASSERTION(() -> new AssertionError("user")),
    UNDECLARED(() -> new IOException("user, undeclared")),
    STACK_OVERFLOW(() -> new StackOverflowError("user")),
    LINKAGE(() -> new NoClassDefFoundError("user")),
    ERROR(() -> new Error("user"));

    private final Supplier<Throwable> kind;

    Thrown(Supplier<Throwable> kind) {
        this.kind = kind;
    }

    static Thrown any(Random random) {
        return values()[random.nextInt(values().length)];
    }

    /** Never returns; has the type that the calling code needs. */
    <T> T throwIt() {
        throw Thrown.<RuntimeException>undeclared(kind.get());
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> T undeclared(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
