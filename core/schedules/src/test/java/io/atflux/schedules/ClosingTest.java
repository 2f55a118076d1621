package io.atflux.schedules;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.AtSession;
import io.atflux.command.AtReply;
import io.atflux.error.AtConnectionException;
import org.junit.jupiter.api.Test;

class ClosingTest {

    @Test
    void aCommandSentWhileTheSessionClosesEndsOnce() {
        endsOnce((line, session) -> session.close().subscribe());
    }

    @Test
    void aCommandSentWhileTheLineIsLostEndsOnce() {
        endsOnce((line, session) -> line.drops());
    }

    @Test
    void aCommandSentWhileItsLoopEndsEndsOnce() {
        endsOnce((line, session) -> line.endsItsLoop());
    }

    private interface End {

        void of(Line line, AtSession session);
    }

    private static void endsOnce(End end) {
        Schedules.each(() -> {
            try (Line line = new Line()) {
                AtSession session = line.session();
                Told<AtReply> first = new Told<>(1);
                Told<AtReply> second = new Told<>(1);
                Schedules.together(
                        () -> session.send("AT+G=a").subscribe(first),
                        () -> end.of(line, session),
                        () -> session.send("AT+G=b").subscribe(second));
                endedBy(first);
                endedBy(second);
            }
        });
    }

    private static void endedBy(Told<AtReply> told) throws InterruptedException {
        told.awaitEnd();
        assertThat(told.errors).allSatisfy(error -> assertThat(error).isInstanceOf(AtConnectionException.class));
        assertThat(told.completed.get()).isEqualTo(told.values.size());
    }
}
