package io.atflux.schedules;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.AtSession;
import io.atflux.command.AtReply;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CancellingTest {

    @Test
    void aCancelRacingTheReplyLeavesTheNextReplyToItsOwnCommand() {
        Schedules.each(() -> {
            try (Line line = new Line()) {
                AtSession session = line.session();
                Told<AtReply> told = new Told<>(0);
                session.send("AT+G=a").subscribe(told);
                Schedules.together(() -> told.request(1), told::cancel, () -> SendingTest.ask(session, "b"));
                line.settle();

                assertThat(told.errors).isEmpty();
                assertThat(told.completed.get()).isEqualTo(told.values.size()).isLessThanOrEqualTo(1);
                SendingTest.ask(session, "c");
            }
        });
    }

    @Test
    void aTimeOutRacingTheReplyEndsTheCommandOnce() {
        Schedules.each(() -> {
            try (Line line = new Line()) {
                AtSession session = line.session();
                Told<AtReply> told = new Told<>(1);
                Schedules.together(() -> session.send("AT+G=a").subscribe(told), () -> {
                    line.heard.await();
                    line.clock.advance(Duration.ofMinutes(1).toNanos());
                });
                told.awaitEnd();
                line.settle();

                assertThat(told.ends()).isEqualTo(1);
                assertThat(told.completed.get()).isEqualTo(told.values.size());
            }
        });
    }
}
