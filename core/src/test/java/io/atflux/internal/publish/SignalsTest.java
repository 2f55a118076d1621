package io.atflux.internal.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import org.slf4j.LoggerFactory;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/** Signals to subscribers that throw from the signals that the test names. */
class SignalsTest {

    private final List<String> got = new ArrayList<>();
    private final List<Throwable> reported = new ArrayList<>();

    private final class Subscriber implements CoreSubscriber<Object> {

        private final String throwsFrom;
        private final Error thrown;
        private final Consumer<Throwable> hook;

        Subscriber(String throwsFrom, Error thrown) {
            this(throwsFrom, thrown, reported::add);
        }

        Subscriber(String throwsFrom, Error thrown, Consumer<Throwable> hook) {
            this.throwsFrom = throwsFrom;
            this.thrown = thrown;
            this.hook = hook;
        }

        private void got(String signal, String kind) {
            got.add(signal);
            if (kind.equals(throwsFrom)) {
                throw thrown;
            }
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(Object value) {
            got("next " + value, "next");
        }

        @Override
        public void onError(Throwable error) {
            got("error " + error, "error");
        }

        @Override
        public void onComplete() {
            got("end", "end");
        }

        @Override
        public Context currentContext() {
            return Context.of("reactor.onErrorDropped.local", hook);
        }
    }

    @Test
    void aValueIsFollowedByTheEnd() {
        Signals.value(new Subscriber("", new AssertionError()), 1);
        assertThat(got).containsExactly("next 1", "end");
    }

    @Test
    void whatASubscriberThrowsIsReportedToItsOwnHook() {
        AssertionError thrown = new AssertionError("thrown");
        Signals.value(new Subscriber("next", thrown), 1);
        Signals.value(new Subscriber("end", thrown), 2);
        assertThat(Signals.next(new Subscriber("next", thrown), 3)).isFalse();
        assertThat(Signals.next(new Subscriber("end", thrown), 4)).isTrue();
        Signals.complete(new Subscriber("end", thrown));
        Signals.error(new Subscriber("error", thrown), new IllegalStateException("5"));
        assertThat(got)
                .containsExactly(
                        "next 1",
                        "next 2",
                        "end",
                        "next 3",
                        "next 4",
                        "end",
                        "error java.lang.IllegalStateException: 5");
        assertThat(reported).hasSize(5).allMatch(thrown::equals);
    }

    /** Reactor rethrows these, so an operator in between has signalled nothing. */
    @Test
    void whatReactorThrowsOnIsTheSubscribersErrorInAnotherForm() {
        Signals.value(new Subscriber("next", new NoSuchMethodError("missing")), 1);
        assertThat(got)
                .containsExactly(
                        "next 1", "error java.lang.IllegalStateException: java.lang.NoSuchMethodError: missing");
        assertThat(reported).isEmpty();
    }

    @Test
    void whatTheJvmMayNotSurvivePasses() {
        OutOfMemoryError fatal = new OutOfMemoryError("not really");
        IllegalStateException ordinary = new IllegalStateException("ordinary");
        List<Runnable> all = List.of(
                () -> Signals.value(new Subscriber("next", fatal), 1),
                () -> Signals.next(new Subscriber("next", fatal), 1),
                () -> Signals.complete(new Subscriber("end", fatal)),
                () -> Signals.error(new Subscriber("error", fatal), ordinary),
                () -> Signals.dropped(ordinary, new Subscriber("", fatal, error -> {
                    throw fatal;
                })));
        all.forEach(one -> assertThatThrownBy(one::run).isSameAs(fatal));
        assertThat(reported).isEmpty();
    }

    @Test
    void aHookThatThrowsIsLoggedWithWhatItWasToldOf() {
        Logger logger = (Logger) LoggerFactory.getLogger(Signals.class);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.addAppender(log);
        logger.setAdditive(false);
        try {
            Signals.complete(new Subscriber("end", new AssertionError("thrown"), error -> {
                throw new IllegalStateException("hook");
            }));
        } finally {
            logger.detachAppender(log);
            logger.setAdditive(true);
        }
        assertThat(log.list).singleElement().satisfies(event -> {
            assertThat(event.getFormattedMessage())
                    .isEqualTo("a subscriber failed, and the hook for dropped errors failed too:"
                            + " java.lang.IllegalStateException: hook");
            assertThat(event.getThrowableProxy().getMessage()).isEqualTo("thrown");
        });
    }

    @Test
    void anErrorGoesToASinksSubscriberAndWhatThatThrowsToItsHook() {
        AssertionError thrown = new AssertionError("thrown");
        IllegalStateException error = new IllegalStateException("1");
        Mono.create(sink -> Signals.error(sink, error)).subscribe(new Subscriber("error", thrown));
        assertThat(got).containsExactly("error java.lang.IllegalStateException: 1");
        assertThat(reported).singleElement().isSameAs(thrown);
    }
}
