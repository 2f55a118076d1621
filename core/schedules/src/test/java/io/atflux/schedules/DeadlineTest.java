package io.atflux.schedules;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.AtDeadline;
import io.atflux.AtSession;
import io.atflux.command.AtReply;
import io.atflux.error.AtTimeoutException;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import reactor.util.context.Context;

class DeadlineTest {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    @Test
    void twoThatBeginOneDeadlineHaveOneStart() {
        Schedules.each(() -> {
            AtDeadline deadline = Objects.requireNonNull(AtDeadline.in(context()));
            Duration[] left = new Duration[2];
            Schedules.together(() -> left[0] = deadline.left(at(5)), () -> left[1] = deadline.left(at(6)));

            boolean beganAt5 = deadline.left(at(7)).equals(LIMIT.minusSeconds(2));
            assertThat(left[0]).isGreaterThanOrEqualTo(LIMIT);
            assertThat(left[1]).isEqualTo(beganAt5 ? LIMIT.minusSeconds(1) : LIMIT);
        });
    }

    @Test
    void aDeadlineRacingTheReplyEndsTheCommandOnce() {
        Schedules.each(() -> {
            try (Line line = new Line()) {
                AtSession session = line.session();
                Told<AtReply> told = new Told<>(1, context());
                Schedules.together(
                        () -> session.send("AT+G=a").subscribe(told),
                        () -> line.clock.advance(LIMIT.toNanos()),
                        () -> line.clock.advance(LIMIT.toNanos()));
                told.awaitEnd();
                line.settle();

                assertThat(told.ends()).isEqualTo(1);
                assertThat(told.completed.get()).isEqualTo(told.values.size());
                assertThat(told.errors).allSatisfy(late -> assertThat(late).isInstanceOf(AtTimeoutException.class));
            }
        });
    }

    private static Context context() {
        return AtDeadline.within(LIMIT).apply(Context.empty());
    }

    private static long at(int seconds) {
        return Duration.ofSeconds(seconds).toNanos();
    }
}
