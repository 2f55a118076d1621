package io.atflux.internal.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atflux.SessionStats;
import io.atflux.observe.SessionObserver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The counters of a session, and those that its observer receives; with an observer that may throw. */
class CountersTest {

    private static final SessionObserver.Command COMMAND = SessionObserver.Command.of(
            "AT+X", SessionObserver.Ending.OK, 0, Duration.ofMillis(1), Duration.ofMillis(2));

    private final List<String> told = new ArrayList<>();

    private SessionObserver observer(Runnable after) {
        return new SessionObserver() {
            private void tell(String what) {
                told.add(what);
                after.run();
            }

            @Override
            public void commandEnded(Command command) {
                tell(command.name());
            }

            @Override
            public void queued(int change) {
                tell("queued " + change);
            }

            @Override
            public void lateReply() {
                tell("late reply");
            }

            @Override
            public void lateUrc() {
                tell("late code");
            }

            @Override
            public void resynchronised() {
                tell("resynchronised");
            }

            @Override
            public void unclassified() {
                tell("unclassified");
            }

            @Override
            public void dropped(long events) {
                tell("dropped " + events);
            }
        };
    }

    private static void times(int times, Runnable count) {
        for (int i = 0; i < times; i++) {
            count.run();
        }
    }

    @Test
    void eachCounterIsItsOwn() {
        Counters counters = new Counters(SessionObserver.NONE);
        times(1, counters::sent);
        times(2, counters::lateReply);
        times(3, counters::lateUrc);
        times(4, counters::resync);
        times(5, counters::unclassified);
        times(2, () -> counters.dropped(3));
        times(2, () -> counters.noise(5));
        times(7, counters::overlong);
        times(8, counters::cutText);
        counters.queued(9);
        assertThat(counters.snapshot())
                .isEqualTo(SessionStats.builder()
                        .sent(1)
                        .lateReplies(2)
                        .lateUrcs(3)
                        .resyncs(4)
                        .unclassified(5)
                        .dropped(6)
                        .noiseBytes(10)
                        .overlongLines(7)
                        .cutTexts(8)
                        .queued(9)
                        .build());
    }

    @Test
    void anObserverIsToldOnceOfEachAndOfTheQueueOnlyWhatChanges() {
        Counters counters = new Counters(observer(() -> {}));
        counters.lateReply();
        counters.lateUrc();
        counters.resync();
        counters.unclassified();
        counters.dropped(3);
        counters.queued(3);
        counters.queued(3);
        counters.queued(1);
        assertThat(told)
                .containsExactly(
                        "late reply",
                        "late code",
                        "resynchronised",
                        "unclassified",
                        "dropped 3",
                        "queued 3",
                        "queued -2");
    }

    private static List<Consumer<SessionObserver>> calls() {
        return List.of(
                observer -> observer.commandEnded(COMMAND),
                observer -> observer.queued(-1),
                SessionObserver::lateReply,
                SessionObserver::lateUrc,
                SessionObserver::resynchronised,
                SessionObserver::unclassified,
                observer -> observer.dropped(2));
    }

    @Test
    void whateverAnObserverIsToldItHearsAndWhatItThrowsStaysWithIt() {
        SessionObserver isolated = IsolatedObserver.of(observer(() -> {
            throw new AssertionError("thrown");
        }));
        calls().forEach(call -> call.accept(isolated));
        assertThat(told)
                .containsExactly(
                        "AT+X", "queued -1", "late reply", "late code", "resynchronised", "unclassified", "dropped 2");
    }

    @Test
    void whatTheJvmMayNotSurvivePassesFromAnObserver() {
        OutOfMemoryError fatal = new OutOfMemoryError("not really");
        SessionObserver isolated = IsolatedObserver.of(observer(() -> {
            throw fatal;
        }));
        calls().forEach(call -> assertThatThrownBy(() -> call.accept(isolated)).isSameAs(fatal));
    }

    @Test
    void noObserverNeedsNoProtection() {
        assertThat(IsolatedObserver.of(SessionObserver.NONE)).isSameAs(SessionObserver.NONE);
    }
}
