package io.atflux.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.AtSession;
import io.atflux.SessionState;
import io.atflux.command.AtReply;
import io.atflux.test.ScriptedModem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/** An exception of a subscriber goes to Reactor's hook for dropped errors, and affects no other subscriber. */
class ThrowingSubscribersTest {

    private final ScriptedModem modem = new ScriptedModem();
    private final List<Throwable> dropped = new ArrayList<>();

    /** Throws from the chosen signal. */
    private final class Throwing implements CoreSubscriber<Object> {
        @Override
        public void onSubscribe(Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(Object value) {
            throw new IllegalStateException("next");
        }

        @Override
        public void onError(Throwable error) {
            throw new AssertionError("error");
        }

        @Override
        public void onComplete() {
            throw new IllegalStateException("complete");
        }

        @Override
        public Context currentContext() {
            Consumer<Throwable> keep = dropped::add;
            return Context.of("reactor.onErrorDropped.local", keep);
        }
    }

    private void goesOn(AtSession session) {
        modem.when("AT+CSQ").answers("+CSQ: 1,99", "OK");
        Got<AtReply> next = new Got<>(session.send("AT+CSQ"));
        assertThat(next.values).hasSize(1);
        assertThat(session.state()).isEqualTo(SessionState.READY);
    }

    @Test
    void aReplysSubscriberThatThrowsIsReportedAndTheSessionGoesOn() {
        modem.when("AT").answers("OK");
        AtSession session = modem.session();
        session.send("AT").subscribe(new Throwing());
        assertThat(dropped).hasSize(1).first().hasToString("java.lang.IllegalStateException: next");
        goesOn(session);
    }

    @Test
    void anErrorsSubscriberThatThrowsIsReportedAndTheSessionGoesOn() {
        modem.when("AT").answers("ERROR");
        AtSession session = modem.session();
        session.send("AT").subscribe(new Throwing());
        assertThat(dropped).hasSize(1).first().hasToString("java.lang.AssertionError: error");
        goesOn(session);
    }

    @Test
    void aTurnsSubscriberThatThrowsIsReportedAndTheSessionGoesOn() {
        modem.when("AT").answers("ERROR");
        AtSession session = modem.session();
        session.exclusive(turn -> turn.send("AT")).subscribe(new Throwing());
        session.exclusive(turn -> Mono.error(new IllegalArgumentException("no body")))
                .subscribe(new Throwing());
        assertThat(dropped).hasSize(2);
        goesOn(session);
    }

    @Test
    void theSessionsEndReachesEverybodyWhoeverThrows() {
        modem.when("AT").staysSilent();
        AtSession session = modem.session();
        session.onClose().subscribe(new Throwing());
        session.send("AT").subscribe(new Throwing());
        session.exclusive(turn -> turn.send("AT")).subscribe(new Throwing());
        Got<AtReply> waiting = new Got<>(session.send("AT"));
        Got<Void> closed = new Got<>(session.onClose());
        modem.drops();
        modem.advance(Duration.ZERO);
        assertThat(waiting.errors).hasSize(1);
        assertThat(closed.errors).hasSize(1);
        assertThat(dropped).hasSize(3);
        assertThat(session.state()).isEqualTo(SessionState.CLOSED);
    }
}
