package io.atflux.schedules;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.AtSession;
import io.atflux.command.AtReply;
import org.junit.jupiter.api.Test;

class SendingTest {

    @Test
    void eachThreadGetsItsOwnReply() {
        Schedules.each(() -> {
            try (Line line = new Line()) {
                AtSession session = line.session();
                Schedules.together(() -> ask(session, "a"), () -> ask(session, "b"), () -> ask(session, "c"));
            }
        });
    }

    @Test
    void askingTwiceFromTwoThreadsSendsOnce() {
        Schedules.each(() -> {
            try (Line line = new Line()) {
                AtSession session = line.session();
                Told<AtReply> told = new Told<>(0);
                session.send("AT+G=a").subscribe(told);
                Schedules.together(() -> told.request(1), () -> told.request(1));
                told.awaitEnd();

                ask(session, "b");
                assertThat(told.got()).hasSize(1);
                assertThat(session.stats().sent()).isEqualTo(2);
            }
        });
    }

    static void ask(AtSession session, String token) throws InterruptedException {
        Told<AtReply> told = Told.of(session.send("AT+G=" + token));
        told.awaitEnd();
        assertThat(told.errors).isEmpty();
        assertThat(told.got())
                .singleElement()
                .satisfies(reply -> assertThat(reply.lines().get(0).text()).isEqualTo("+G: " + token));
    }
}
