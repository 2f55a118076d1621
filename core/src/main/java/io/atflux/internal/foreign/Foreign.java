package io.atflux.internal.foreign;

import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Exceptions;
import reactor.core.publisher.Mono;

/**
 * Calls all code that is not the engine's own: decoders, judges, shapes, sizers, observers, recorders, listeners. It contains
 * whatever that code throws, {@link Error}s included, so that no caller and no session pays for it. Only what the JVM itself
 * may not survive passes: each {@link VirtualMachineError} but {@link StackOverflowError}, which says no more than that this
 * code recursed.
 *
 * <p>What was thrown is logged with a bounded rate: the first time, then the second, fourth, eighth time that the same piece of
 * code throws. Thread-safe.
 */
public final class Foreign {

    private static final Logger LOG = LoggerFactory.getLogger(Foreign.class);

    /** How often each piece of code threw. Does not keep its class loader. */
    private static final ClassValue<AtomicLong> FAILURES = new ClassValue<>() {
        @Override
        protected AtomicLong computeValue(Class<?> code) {
            return new AtomicLong();
        }
    };

    private Foreign() {}

    /** Whether the JVM itself is at its end. */
    public static boolean isFatal(Throwable thrown) {
        return thrown instanceof VirtualMachineError && !(thrown instanceof StackOverflowError);
    }

    /** Throws it on where it is fatal to the JVM; does nothing otherwise. */
    public static void passOnFatal(Throwable thrown) {
        if (isFatal(thrown) && thrown instanceof Error fatal) {
            throw fatal;
        }
    }

    /** Tells a listener. What it throws is logged, and changes nothing. */
    public static <A> void tell(String what, Consumer<? super A> listener, A about) {
        try {
            listener.accept(about);
        } catch (Throwable thrown) {
            contain(what, listener, thrown);
        }
    }

    /** Tells a listener a number. What it throws is logged, and changes nothing. */
    public static void tell(String what, LongConsumer listener, long about) {
        try {
            listener.accept(about);
        } catch (Throwable thrown) {
            contain(what, listener, thrown);
        }
    }

    /** Runs code that tells somebody something. What it throws is logged, and changes nothing. */
    public static void run(String what, Runnable code) {
        try {
            code.run();
        } catch (Throwable thrown) {
            contain(what, code, thrown);
        }
    }

    /** Asks code that reads what the modem said; false where it throws. */
    public static <A> boolean test(String what, Predicate<? super A> code, A about) {
        try {
            return code.test(about);
        } catch (Throwable thrown) {
            containReader(what, code, thrown);
            return false;
        }
    }

    /** Asks code that reads what the modem said; the given answer where it throws, or answers null. */
    public static <A, R> R ask(String what, Function<? super A, ? extends R> code, A about, R otherwise) {
        try {
            R answer = code.apply(about);
            if (answer != null) {
                return answer;
            }
            containReader(what, code, new NullPointerException("no answer"));
        } catch (Throwable thrown) {
            containReader(what, code, thrown);
        }
        return otherwise;
    }

    /** Asks code that reads what the modem said for a number; the given one where it throws. */
    public static <A> int count(String what, ToIntFunction<? super A> code, A about, int otherwise) {
        try {
            return code.applyAsInt(about);
        } catch (Throwable thrown) {
            containReader(what, code, thrown);
            return otherwise;
        }
    }

    /**
     * Calls code whose failure has a consequence of its own.
     *
     * @param failed gets what was thrown, and says what is to be taken instead
     */
    public static <R> @Nullable R call(
            Callable<? extends @Nullable R> code, Function<? super Throwable, ? extends @Nullable R> failed) {
        try {
            return code.call();
        } catch (Throwable thrown) {
            passOnFatal(thrown);
            return failed.apply(thrown);
        }
    }

    /** A caller's own part of a chain: what making it throws is that chain's error. */
    public static <R> Mono<R> mono(Callable<? extends Publisher<R>> code) {
        return Mono.defer(() -> {
            try {
                return Mono.from(code.call());
            } catch (Throwable thrown) {
                return Mono.error(signal(thrown));
            }
        });
    }

    /**
     * What was thrown, as it may travel in a chain: Reactor throws some errors on instead of signalling them, so that whoever
     * waits at the end of the chain would never hear.
     */
    public static Throwable signal(Throwable thrown) {
        passOnFatal(thrown);
        return Exceptions.isJvmFatal(thrown) ? new IllegalStateException(thrown.toString(), thrown) : thrown;
    }

    /** Logs what code threw that sees nothing of the line but what is masked. */
    public static void contain(String what, Object code, Throwable thrown) {
        passOnFatal(thrown);
        if (isToBeLogged(code)) {
            LOG.warn("{} failed", what, thrown);
        }
    }

    /** Logs what code threw that reads the line: without words of it, which may repeat a secret. */
    public static void containReader(String what, Object code, Throwable thrown) {
        passOnFatal(thrown);
        if (isToBeLogged(code)) {
            LOG.warn("{} failed", what, wordless(thrown));
        }
    }

    /** The kind and the place of a failure, for a log: its words may be the line's. */
    public static Throwable wordless(Throwable thrown) {
        return new Wordless(thrown);
    }

    private static boolean isToBeLogged(Object code) {
        long times = FAILURES.get(code.getClass()).incrementAndGet();
        return Long.bitCount(times) == 1;
    }

    private static final class Wordless extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String kind;

        Wordless(Throwable thrown) {
            super(null, null, false, true);
            kind = thrown.getClass().getName();
            setStackTrace(thrown.getStackTrace());
        }

        @Override
        public String toString() {
            return kind;
        }
    }
}
