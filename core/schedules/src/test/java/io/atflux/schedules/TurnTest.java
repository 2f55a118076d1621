package io.atflux.schedules;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.AtSession;
import io.atflux.command.AtReply;
import org.junit.jupiter.api.Test;

class TurnTest {

    @Test
    void aTurnThatIsCancelledWheneverGivesTheLineBack() {
        Schedules.each(() -> {
            try (Line line = new Line()) {
                AtSession session = line.session();
                Told<AtReply> told = new Told<>(0);
                session.exclusive(turn -> turn.send("AT+G=a").then(turn.send("AT+G=b")))
                        .subscribe(told);
                Schedules.together(() -> told.request(1), told::cancel, () -> SendingTest.ask(session, "c"));
                line.settle();

                assertThat(told.errors).isEmpty();
                SendingTest.ask(session, "d");
            }
        });
    }

    @Test
    void nobodySendsBetweenTheCommandsOfATurn() {
        Schedules.each(() -> {
            try (Line line = new Line()) {
                AtSession session = line.session();
                Schedules.together(
                        () -> turn(session, "a").awaitEnd(),
                        () -> turn(session, "b").awaitEnd(),
                        () -> SendingTest.ask(session, "c"));

                assertThat(String.join(" ", line.received))
                        .contains("AT+G=a AT+G=a")
                        .contains("AT+G=b AT+G=b")
                        .contains("AT+G=c");
            }
        });
    }

    private static Told<AtReply> turn(AtSession session, String token) {
        String command = "AT+G=" + token;
        return Told.of(session.exclusive(turn -> turn.send(command).then(turn.send(command))));
    }
}
