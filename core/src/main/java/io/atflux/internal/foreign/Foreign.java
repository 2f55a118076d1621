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
 * Calls all code that is not the engine's: decoders, judges, shapes, sizers, observers, recorders, listeners. It contains
 * everything that this code throws, {@link Error}s included, so that no other caller and no session is affected. It rethrows only
 * what the JVM may not survive: each {@link VirtualMachineError} except {@link StackOverflowError}, which shows only that the
 * code recursed.
 *
 * <p>Failures are logged at a bounded rate: the first, second, fourth, eighth failure of the same piece of code, and so on.
 * Thread-safe.
 */
public final class Foreign {

    private static final Logger LOG = LoggerFactory.getLogger(Foreign.class);

    /** How often each class of code threw. Does not keep its class loader. */
    private static final ClassValue<AtomicLong> FAILURES = new ClassValue<>() {
        @Override
        protected AtomicLong computeValue(Class<?> code) {
            return new AtomicLong();
        }
    };

    private Foreign() {}

    /** Whether the JVM may not survive. */
    public static boolean isFatal(Throwable thrown) {
        return thrown instanceof VirtualMachineError && !(thrown instanceof StackOverflowError);
    }

    /** Rethrows an error that is fatal to the JVM; otherwise does nothing. */
    public static void passOnFatal(Throwable thrown) {
        if (isFatal(thrown) && thrown instanceof Error fatal) {
            throw fatal;
        }
    }

    /** Notifies a listener. An exception of it is logged, and changes nothing. */
    public static <A> void tell(String what, Consumer<? super A> listener, A about) {
        try {
            listener.accept(about);
        } catch (Throwable thrown) {
            contain(what, listener, thrown);
        }
    }

    /** Notifies a listener of a number. An exception of it is logged, and changes nothing. */
    public static void tell(String what, LongConsumer listener, long about) {
        try {
            listener.accept(about);
        } catch (Throwable thrown) {
            contain(what, listener, thrown);
        }
    }

    /** Runs code that only informs. An exception of it is logged, and changes nothing. */
    public static void run(String what, Runnable code) {
        try {
            code.run();
        } catch (Throwable thrown) {
            contain(what, code, thrown);
        }
    }

    /** Calls code that reads the modem's words; false if it throws. */
    public static <A> boolean test(String what, Predicate<? super A> code, A about) {
        try {
            return code.test(about);
        } catch (Throwable thrown) {
            containReader(what, code, thrown);
            return false;
        }
    }

    /** Calls code that reads the modem's words; returns the given answer if it throws or returns null. */
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

    /** Calls code that reads a number from the modem's words; the given number if it throws. */
    public static <A> int count(String what, ToIntFunction<? super A> code, A about, int otherwise) {
        try {
            return code.applyAsInt(about);
        } catch (Throwable thrown) {
            containReader(what, code, thrown);
            return otherwise;
        }
    }

    /**
     * Calls code whose failure the caller handles.
     *
     * @param failed receives the exception, and returns the value to use instead
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

    /** A part of a chain that the caller supplies: an exception in creating it becomes the chain's error. */
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
     * Converts an exception to one that a chain can signal: Reactor rethrows some errors instead of signalling them, and the
     * subscriber would never receive them.
     */
    public static Throwable signal(Throwable thrown) {
        passOnFatal(thrown);
        return Exceptions.isJvmFatal(thrown) ? new IllegalStateException(thrown.toString(), thrown) : thrown;
    }

    /** Logs an exception of code that reads only masked text. */
    public static void contain(String what, Object code, Throwable thrown) {
        passOnFatal(thrown);
        if (isToBeLogged(code)) {
            LOG.warn("{} failed", what, thrown);
        }
    }

    /** Logs an exception of code that reads the line: without its message, which may repeat a secret. */
    public static void containReader(String what, Object code, Throwable thrown) {
        passOnFatal(thrown);
        if (isToBeLogged(code)) {
            LOG.warn("{} failed", what, wordless(thrown));
        }
    }

    /** The type and stack trace of a failure, for the log: its message may hold words of the line. */
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
