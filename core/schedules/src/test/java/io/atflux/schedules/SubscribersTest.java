package io.atflux.schedules;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.AtSession;
import io.atflux.SessionEvent;
import io.atflux.line.AtLine;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The only list that threads other than the loop change. */
class SubscribersTest {

    private static final List<String> ALL = List.of("+CREG: 1", "+CREG: 2", "+CREG: 3");

    @Test
    void eachSubscriberGetsAllThatComesBetweenItsSubscriptionAndItsCancel() {
        Schedules.each(() -> {
            try (Line line = new Line()) {
                AtSession session = line.session();
                Told<AtLine> stays = new Told<>(Long.MAX_VALUE);
                Told<AtLine> comes = new Told<>(Long.MAX_VALUE);
                Told<AtLine> leaves = new Told<>(Long.MAX_VALUE);
                Told<AtLine> passes = new Told<>(Long.MAX_VALUE);
                session.urcs().subscribe(stays);
                session.urcs().subscribe(leaves);
                Schedules.together(
                        () -> ALL.forEach(text -> line.says("\r\n" + text + "\r\n")),
                        () -> session.urcs().subscribe(comes),
                        leaves::cancel,
                        () -> {
                            session.urcs().subscribe(passes);
                            passes.cancel();
                        });
                line.says("\r\n+CREG: 4\r\n");
                line.settle();

                assertThat(texts(stays)).startsWith(ALL.toArray(String[]::new)).endsWith("+CREG: 4");
                assertThat(texts(comes))
                        .isNotEmpty()
                        .isEqualTo(lastOf(texts(stays), texts(comes).size()));
                assertThat(texts(leaves)).isEqualTo(ALL.subList(0, texts(leaves).size()));
                assertThat(texts(passes)).doesNotContain("+CREG: 4");
            }
        });
    }

    @Test
    void whoeverComesWithTheEndIsToldOfIt() {
        toldOf(Line::drops);
    }

    @Test
    void whoeverComesWithTheEndOfTheLoopIsToldOfIt() {
        toldOf(Line::endsItsLoop);
    }

    private static void toldOf(Consumer<Line> end) {
        Schedules.each(() -> {
            try (Line line = new Line()) {
                AtSession session = line.session();
                Told<AtLine> early = new Told<>(1);
                Told<AtLine> urcs = new Told<>(1);
                Told<AtLine> unclassified = new Told<>(1);
                Told<SessionEvent> events = new Told<>(Long.MAX_VALUE);
                session.urcs().subscribe(early);
                Schedules.together(
                        () -> end.accept(line),
                        () -> session.urcs().subscribe(urcs),
                        () -> session.unclassified().subscribe(unclassified),
                        () -> session.events().subscribe(events));
                early.awaitEnd();
                urcs.awaitEnd();
                unclassified.awaitEnd();
                events.awaitEnd();
            }
        });
    }

    @Test
    void asManyAreHandedOutAsWereAskedForWhicheverThreadsAsk() {
        Schedules.each(() -> {
            try (Line line = new Line()) {
                AtSession session = line.session();
                Told<AtLine> told = new Told<>(0);
                session.urcs().subscribe(told);
                Schedules.together(
                        () -> ALL.forEach(text -> line.says("\r\n" + text + "\r\n")),
                        () -> told.request(1),
                        () -> told.request(1));
                line.settle();

                assertThat(texts(told)).isEqualTo(ALL.subList(0, 2));
            }
        });
    }

    private static List<String> texts(Told<AtLine> told) {
        return told.got().stream().map(AtLine::text).toList();
    }

    private static List<String> lastOf(List<String> all, int count) {
        return all.subList(all.size() - count, all.size());
    }
}
