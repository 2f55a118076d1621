package io.atflux.schedules;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.AtSession;
import io.atflux.ConnectionState;
import io.atflux.transport.Backoff;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Requests, connections, losses, the timer and a cancel, each on a separate thread. */
class ReconnectionTest {

    private static final Backoff AFTER_A_SECOND = Backoff.builder()
            .waits(Duration.ofSeconds(1), 1, Duration.ofSeconds(1))
            .build();

    @Test
    void whateverACancelMeetsIsClosed() {
        Schedules.each(() -> {
            try (Line line = new Line()) {
                Told<AtSession> told = new Told<>(0);
                line.client().sessions(AFTER_A_SECOND).subscribe(told);
                Schedules.together(() -> told.request(1), told::cancel);
                line.settle();

                assertThat(line.opened)
                        .allSatisfy(channel -> assertThat(channel.isOpen()).isFalse());
                assertThat(told.ends()).isZero();
            }
        });
    }

    @Test
    void aLossRacingTheNextRequestBringsTheNextSession() {
        Schedules.each(() -> {
            try (Line line = new Line()) {
                Told<AtSession> told = new Told<>(1);
                Listener listener = new Listener();
                line.client().sessions(AFTER_A_SECOND, listener::told).subscribe(told);
                line.settle();
                Schedules.together(() -> told.request(1), line::drops);
                line.settle();
                assertThat(told.values).hasSize(1);
                line.clock.advance(Duration.ofSeconds(1).toNanos());
                line.settle();

                assertThat(told.values).hasSize(2);
                assertThat(told.ends()).isZero();
                told.cancel();
                line.settle();
                assertThat(line.opened)
                        .allSatisfy(channel -> assertThat(channel.isOpen()).isFalse());
                assertThat(listener.atOnce.get()).isZero();
                assertThat(listener.states)
                        .hasExactlyElementsOfTypes(
                                ConnectionState.Connecting.class,
                                ConnectionState.Connected.class,
                                ConnectionState.Lost.class,
                                ConnectionState.Waiting.class,
                                ConnectionState.Connecting.class,
                                ConnectionState.Connected.class);
            }
        });
    }

    @Test
    void oneLineIsOpenedHoweverManyThreadsAsk() {
        Schedules.each(() -> {
            try (Line line = new Line()) {
                Told<AtSession> told = new Told<>(0);
                Listener listener = new Listener();
                line.client().sessions(AFTER_A_SECOND, listener::told).subscribe(told);
                Schedules.together(() -> told.request(1), () -> told.request(1), () -> told.request(1));
                line.settle();

                assertThat(told.values).hasSize(1);
                assertThat(line.opened).hasSize(1);
                assertThat(listener.atOnce.get()).isZero();
            }
        });
    }

    private static final class Listener {

        final Queue<ConnectionState> states = new ConcurrentLinkedQueue<>();
        final AtomicInteger atOnce = new AtomicInteger();
        private final AtomicInteger inside = new AtomicInteger();

        void told(ConnectionState state) {
            if (inside.getAndIncrement() > 0) {
                atOnce.incrementAndGet();
            }
            states.add(state);
            inside.decrementAndGet();
        }
    }
}
