package io.atflux.internal.publish;

import io.atflux.internal.foreign.Foreign;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.CoreSubscriber;
import reactor.core.Exceptions;
import reactor.core.publisher.MonoSink;
import reactor.core.publisher.Operators;

/**
 * Delivers signals to subscribers. An exception of a subscriber goes to Reactor's hook for dropped errors, and affects neither the
 * session nor another subscriber.
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

    /** @return whether the subscriber took the value without an exception */
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
            // Reactor rethrows these errors: the end of the chain has received no signal.
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

    /** Reports an exception of a subscriber to the hook in its own context, if there is one. */
    public static void dropped(Throwable thrown, CoreSubscriber<?> by) {
        try {
            Operators.onErrorDropped(thrown, by.currentContext());
        } catch (Throwable alsoThrown) {
            Foreign.passOnFatal(alsoThrown);
            LOG.error("a subscriber failed, and the hook for dropped errors failed too: {}", alsoThrown, thrown);
        }
    }
}
