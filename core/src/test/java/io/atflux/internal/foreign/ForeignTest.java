package io.atflux.internal.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Each lambda here is a separate piece of code, whose failures are counted separately. */
class ForeignTest {

    private static final String SECRET = "8462";

    private final Logger logger = (Logger) LoggerFactory.getLogger(Foreign.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
        logger.setAdditive(false);
    }

    @AfterEach
    void leave() {
        logger.detachAppender(log);
        logger.setAdditive(true);
    }

    private List<String> logged() {
        return log.list.stream()
                .map(event -> event.getFormattedMessage() + ": "
                        + event.getThrowableProxy().getMessage())
                .toList();
    }

    private static IllegalStateException thrown() {
        return new IllegalStateException(SECRET);
    }

    @Test
    void onlyWhatTheJvmMayNotSurviveIsFatal() {
        assertThat(Foreign.isFatal(new OutOfMemoryError())).isTrue();
        assertThat(Foreign.isFatal(new InternalError())).isTrue();
        assertThat(Foreign.isFatal(new StackOverflowError())).isFalse();
        assertThat(Foreign.isFatal(new NoSuchMethodError())).isFalse();
        assertThat(Foreign.isFatal(thrown())).isFalse();
    }

    /** Each entry point rethrows it. */
    @Test
    void whatIsFatalPassesThroughEachDoorAsItIs() {
        OutOfMemoryError fatal = new OutOfMemoryError("not really");
        List<Runnable> doors = List.of(
                () -> Foreign.tell(
                        "a listener",
                        (Consumer<String>) about -> {
                            throw fatal;
                        },
                        "1"),
                () -> Foreign.tell(
                        "a listener",
                        (LongConsumer) about -> {
                            throw fatal;
                        },
                        1),
                () -> Foreign.run("code", () -> {
                    throw fatal;
                }),
                () -> Foreign.test(
                        "a reader",
                        about -> {
                            throw fatal;
                        },
                        "1"),
                () -> Foreign.ask(
                        "a reader",
                        (Function<String, String>) about -> {
                            throw fatal;
                        },
                        "1",
                        "otherwise"),
                () -> Foreign.count(
                        "a reader",
                        about -> {
                            throw fatal;
                        },
                        "1",
                        2),
                () -> Foreign.<String>call(
                        () -> {
                            throw fatal;
                        },
                        failure -> "otherwise"),
                () -> Foreign.mono(() -> {
                            throw fatal;
                        })
                        .block());
        doors.forEach(door -> assertThatThrownBy(door::run).isSameAs(fatal));
        assertThat(logged()).isEmpty();
    }

    @Test
    void aListenerGetsWhatItIsToldAndItsFailureIsLogged() {
        List<Object> got = new ArrayList<>();
        Foreign.tell("a listener", (Consumer<Object>) got::add, "said");
        Foreign.tell("a listener", (LongConsumer) got::add, 3);
        Foreign.run("code", () -> got.add("ran"));
        assertThat(got).containsExactly("said", 3L, "ran");
        assertThat(logged()).isEmpty();

        Foreign.tell(
                "one",
                (Consumer<Object>) about -> {
                    throw thrown();
                },
                "said");
        Foreign.tell(
                "two",
                (LongConsumer) about -> {
                    throw thrown();
                },
                3);
        Foreign.run("three", () -> {
            throw thrown();
        });
        assertThat(logged()).containsExactly("one failed: 8462", "two failed: 8462", "three failed: 8462");
    }

    @Test
    void aReadersAnswerIsTakenAndItsFailureIsLoggedWithoutWords() {
        assertThat(Foreign.test("a reader", "OK"::equals, "OK")).isTrue();
        assertThat(Foreign.test("a reader", "OK"::equals, "NO")).isFalse();
        assertThat(Foreign.<String, String>ask("a reader", line -> line + "!", "OK", "none"))
                .isEqualTo("OK!");
        assertThat(Foreign.<String>count("a reader", String::length, "OK", 7)).isEqualTo(2);
        assertThat(logged()).isEmpty();

        assertThat(Foreign.test(
                        "one",
                        line -> {
                            throw thrown();
                        },
                        "OK"))
                .isFalse();
        assertThat(Foreign.<String, String>ask(
                        "two",
                        line -> {
                            throw thrown();
                        },
                        "OK",
                        "none"))
                .isEqualTo("none");
        assertThat(Foreign.<String>count(
                        "three",
                        line -> {
                            throw thrown();
                        },
                        "OK",
                        7))
                .isEqualTo(7);
        assertThat(logged()).containsExactly("one failed: null", "two failed: null", "three failed: null");
    }

    @Test
    @SuppressWarnings("NullAway")
    void aReaderWithoutAnAnswerIsAFailureThatIsLogged() {
        assertThat(Foreign.<String, String>ask("a reader", line -> null, "OK", "none"))
                .isEqualTo("none");
        assertThat(logged()).containsExactly("a reader failed: null");
    }

    /** The first, second, fourth, eighth failure; another piece of code is counted separately. */
    @Test
    void aPieceOfCodeThatFailsOftenIsLoggedAtABoundedRate() {
        Runnable often = () -> {
            throw thrown();
        };
        List<Integer> loggedAt = new ArrayList<>();
        for (int i = 1; i <= 20; i++) {
            int before = log.list.size();
            Foreign.run("often", often);
            if (log.list.size() > before) {
                loggedAt.add(i);
            }
        }
        assertThat(loggedAt).containsExactly(1, 2, 4, 8, 16);
        Foreign.run("another", () -> {
            throw thrown();
        });
        assertThat(logged()).hasSize(6).last().isEqualTo("another failed: 8462");
    }

    @Test
    void aWordlessFailureTellsItsKindAndItsPlaceAndNoWord() {
        IllegalStateException thrown = thrown();
        Throwable shown = Foreign.wordless(thrown);
        assertThat(shown)
                .hasToString("java.lang.IllegalStateException")
                .hasMessage(null)
                .hasNoCause();
        assertThat(shown.getStackTrace()).isEqualTo(thrown.getStackTrace());
    }

    @Test
    void aFailureWithAConsequenceIsHandedToIt() {
        IllegalStateException thrown = thrown();
        assertThat(Foreign.<String>call(() -> "value", failure -> "otherwise")).isEqualTo("value");
        assertThat(Foreign.<Object>call(
                        () -> {
                            throw thrown;
                        },
                        failure -> failure))
                .isSameAs(thrown);
    }

    @Test
    void whatReactorWouldThrowOnTravelsAsASignal() {
        NoSuchMethodError missing = new NoSuchMethodError("missing");
        assertThat(Foreign.signal(missing))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("java.lang.NoSuchMethodError: missing")
                .hasCause(missing);
        IllegalStateException ordinary = thrown();
        assertThat(Foreign.signal(ordinary)).isSameAs(ordinary);
        OutOfMemoryError fatal = new OutOfMemoryError("not really");
        assertThatThrownBy(() -> Foreign.signal(fatal)).isSameAs(fatal);
    }

    @Test
    void aCallersPartOfAChainIsMadeForEachSubscriberAndItsFailureIsTheChainsError() {
        List<String> made = new ArrayList<>();
        Mono<String> part = Foreign.mono(() -> {
            made.add("made");
            return Mono.just("value");
        });
        assertThat(made).isEmpty();
        StepVerifier.create(part).expectNext("value").verifyComplete();
        StepVerifier.create(part).expectNext("value").verifyComplete();
        assertThat(made).hasSize(2);
        StepVerifier.create(Foreign.<String>mono(() -> {
                    throw new NoSuchMethodError("missing");
                }))
                .verifyErrorMessage("java.lang.NoSuchMethodError: missing");
    }
}
