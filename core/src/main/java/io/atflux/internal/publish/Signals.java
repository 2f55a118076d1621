package io.atflux.internal.publish;

import io.atflux.internal.foreign.Foreign;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.CoreSubscriber;
import reactor.core.Exceptions;
import reactor.core.publisher.MonoSink;
import reactor.core.publisher.Operators;

/**
 * Hands signals to subscribers. What one throws is its own affair: it is told where Reactor tells of dropped errors, and
 * neither the session nor anybody else on it notices.
 */
public final class Signals {

    private static final Logger LOG = LoggerFactory.getLogger(Signals.class);

    private Signals() {}

    public static <T> void value(CoreSubscriber<? super T> to, T value) {
        try {
            to.onNext(value);
            to.onComplete();
        } catch (Throwable thrown) {
            threw(to, thrown);
        }
    }

    /** Whether the subscriber took it without throwing. */
    static <T> boolean next(CoreSubscriber<? super T> to, T value) {
        try {
            to.onNext(value);
            return true;
        } catch (Throwable thrown) {
            threw(to, thrown);
            return false;
        }
    }

    public static void complete(CoreSubscriber<?> to) {
        try {
            to.onComplete();
        } catch (Throwable thrown) {
            threw(to, thrown);
        }
    }

    private static void threw(CoreSubscriber<?> by, Throwable thrown) {
        Foreign.passOnFatal(thrown);
        if (Exceptions.isJvmFatal(thrown)) {
            // Reactor lets these through: whoever waits at the end of the chain has not heard anything.
            error(by, Foreign.signal(thrown));
        } else {
            dropped(thrown, by);
        }
    }

    public static void error(CoreSubscriber<?> to, Throwable error) {
        try {
            to.onError(error);
        } catch (Throwable thrown) {
            Foreign.passOnFatal(thrown);
            dropped(thrown, to);
        }
    }

    public static void error(MonoSink<?> to, Throwable error) {
        try {
            to.error(error);
        } catch (Throwable thrown) {
            Foreign.passOnFatal(thrown);
            Operators.onErrorDropped(thrown, reactor.util.context.Context.of(to.contextView()));
        }
    }

    /** Reports what a subscriber threw, to the hook of its own context where it has one. */
    public static void dropped(Throwable thrown, CoreSubscriber<?> by) {
        try {
            Operators.onErrorDropped(thrown, by.currentContext());
        } catch (Throwable alsoThrown) {
            Foreign.passOnFatal(alsoThrown);
            LOG.error("a subscriber failed, and so did whoever is told of that: {}", alsoThrown, thrown);
        }
    }
}
