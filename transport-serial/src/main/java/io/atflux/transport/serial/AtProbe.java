package io.atflux.transport.serial;

import io.atflux.AtClient;
import io.atflux.AtSession;
import io.atflux.command.AtCommand;
import io.atflux.command.AtReply;
import io.atflux.command.RetryRule;
import io.atflux.error.AtConnectionException;
import io.atflux.error.AtException;
import io.atflux.internal.time.Durations;
import java.time.Duration;
import reactor.core.publisher.Mono;

/** Checks whether a port answers {@code AT} with OK. */
final class AtProbe {

    private static final Duration ATTEMPT = Duration.ofMillis(500);
    /** No further pause: the attempt itself was the wait. */
    private static final Duration BREATH = Duration.ofMillis(1);

    private AtProbe() {}

    static Mono<ProbeResult> of(PortInfo port, SerialTransport transport, Duration limit) {
        // The first AT may be lost while the module wakes up or detects the speed.
        AtCommand<AtReply> attention = AtCommand.of("AT")
                .timeout(ATTEMPT.compareTo(limit) < 0 ? ATTEMPT : limit)
                .retry(RetryRule.within(limit).pausing(BREATH));
        Mono<AtSession> session = AtClient.over(transport.openTimeout(limit)).connect();
        return Mono.usingWhen(session, open -> open.send(attention), AtSession::close)
                .map(reply -> new ProbeResult(port, ProbeResult.Verdict.SPEAKS_AT, ""))
                .onErrorResume(AtConnectionException.class, e -> Mono.just(unusable(port, e)))
                .onErrorResume(AtException.class, e -> Mono.just(silent(port, limit)));
    }

    private static ProbeResult unusable(PortInfo port, AtConnectionException e) {
        return new ProbeResult(port, ProbeResult.Verdict.UNUSABLE, String.valueOf(e.getMessage()));
    }

    private static ProbeResult silent(PortInfo port, Duration limit) {
        return new ProbeResult(port, ProbeResult.Verdict.NO_ANSWER, "no OK within " + Durations.text(limit));
    }
}
