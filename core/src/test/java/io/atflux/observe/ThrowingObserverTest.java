package io.atflux.observe;

import io.atflux.AtClient;
import io.atflux.AtSession;
import io.atflux.error.AtRejectedException;
import io.atflux.test.ScriptedModem;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

class ThrowingObserverTest {

    private static final SessionObserver BROKEN = new SessionObserver() {
        @Override
        public void commandEnded(Command command) {
            throw new IllegalArgumentException("this meter has other tags");
        }

        @Override
        public void queued(int change) {
            throw new IllegalArgumentException("no such gauge");
        }
    };

    @Test
    void whatAnObserverThrowsReachesNoCallerAndStopsNoCommand() {
        ScriptedModem modem = new ScriptedModem();
        modem.when("AT+A").answersAfter(Duration.ofMillis(5), "+A: 1", "OK");
        AtSession session = modem.session(AtClient.over(modem).observer(BROKEN));
        StepVerifier.withVirtualTime(() -> session.send("AT+A").zipWith(session.send("AT+A")))
                .thenAwait(Duration.ofMillis(10))
                .expectNextCount(1)
                .verifyComplete();
        StepVerifier.create(session.send("AT+B"))
                .expectError(AtRejectedException.class)
                .verify(Duration.ofSeconds(5));
    }

    @Test
    void whatARecorderThrowsReachesNoCallerAndStopsNoCommand() {
        ScriptedModem modem = new ScriptedModem();
        modem.when("AT+A").answers("+A: 1", "OK");
        AtSession session = modem.session(AtClient.over(modem).recordTo(event -> {
            throw new IllegalStateException("the disk is full");
        }));
        StepVerifier.create(session.send("AT+A").then(session.send("AT+A")))
                .expectNextCount(1)
                .expectComplete()
                .verify(Duration.ofSeconds(5));
    }
}
