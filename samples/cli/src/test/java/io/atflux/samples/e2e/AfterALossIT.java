package io.atflux.samples.e2e;

import static io.atflux.samples.e2e.Rig.done;
import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.AtSession;
import io.atflux.fibocom.L610;
import io.atflux.transport.Backoff;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The line was lost while the module worked on a command, and the module answers the next client. */
@Execution(ExecutionMode.CONCURRENT)
class AfterALossIT {

    private static final String SLOW = "delay=AT+CCLK:1500";

    @Test
    void theNextSessionWaitsForTheReplyThatTheLostOneIsOwed() throws Exception {
        try (Rig rig = Rig.quick(SLOW)) {
            Backoff soon = Backoff.builder()
                    .waits(Duration.ofMillis(50), 1, Duration.ofMillis(50))
                    .build();
            AtSession last = done(rig.driver()
                    .modules(soon)
                    .index()
                    .concatMap(next -> next.getT1() == 0 ? askAndLose(next.getT2()) : attach(next.getT2()), 0)
                    .next());

            assertThat(last.stats().lateReplies()).isEqualTo(1);
        }
    }

    @Test
    void anotherProcessEndsItsInitialisationInStep() throws Exception {
        try (Rig rig = Rig.quick(SLOW)) {
            askAndLose(rig.connect()).block(Site.LIMIT);
            L610 restarted = rig.connect();
            done(restarted.modem().attach());

            assertThat(done(restarted.session().send("AT+CSQ")).texts())
                    .singleElement()
                    .asString()
                    .startsWith("+CSQ: ");
        }
    }

    private static Mono<AtSession> askAndLose(L610 module) {
        AtSession session = module.session();
        // Not within the reply's own read, since the next command is sent only after it.
        return session.send("AT")
                .publishOn(Schedulers.boundedElastic())
                .then(Mono.defer(() -> {
                    session.send("AT+CCLK?").subscribe(early -> {}, lost -> {});
                    return session.close();
                }))
                .then(Mono.empty());
    }

    private static Mono<AtSession> attach(L610 module) {
        return module.modem().attach().thenReturn(module.session());
    }
}
