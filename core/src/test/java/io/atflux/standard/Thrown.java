package io.atflux.standard;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** All kinds of things that code can throw, those included that no library is supposed to catch. */
final class Thrown {

    private static final List<Supplier<Throwable>> KINDS = List.of(
            () -> new IllegalStateException("user"),
            () -> new AssertionError("user"),
            () -> new IOException("user, undeclared"),
            () -> new StackOverflowError("user"),
            () -> new NoClassDefFoundError("user"),
            () -> new Error("user"));

    private Thrown() {}

    static RuntimeException any(Random random) {
        throw Thrown.<RuntimeException>undeclared(
                KINDS.get(random.nextInt(KINDS.size())).get());
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> T undeclared(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
