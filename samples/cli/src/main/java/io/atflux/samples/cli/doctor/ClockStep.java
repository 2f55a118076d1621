package io.atflux.samples.cli.doctor;

import static io.atflux.link.LinkCause.TLS_CLOCK;

import io.atflux.error.AtProtocolException;
import io.atflux.error.AtRejectedException;
import io.atflux.modem.ModemClock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import reactor.core.publisher.Mono;

/** AT+CCLK?, against the clock of this machine. */
final class ClockStep implements Step {

    private static final Duration FAR_OFF = Duration.ofHours(24);
    /** The earliest plausible date of the machine that runs this. */
    private static final Instant PLAUSIBLE = Instant.parse("2026-01-01T00:00:00Z");

    @Override
    public String name() {
        return "clock";
    }

    @Override
    public List<String> needs() {
        return List.of("modem");
    }

    @Override
    public Mono<Check> run(Visit visit) {
        if (!visit.asker.isLive()) {
            return Mono.just(Check.skipped(name(), "a recording does not say when it was made"));
        }
        return visit.asker
                .ask(visit.modem.clock())
                .map(time -> judged(visit, time))
                .onErrorResume(
                        no -> no instanceof AtRejectedException || no instanceof AtProtocolException,
                        no -> Mono.just(Check.skipped(name(), "the module does not tell its time")));
    }

    private Check judged(Visit visit, OffsetDateTime time) {
        Instant now = Instant.now();
        if (now.isBefore(PLAUSIBLE)) {
            return Check.skipped(name(), "this machine's own clock is wrong");
        }
        Duration ahead = Duration.between(now, time.toInstant());
        visit.clockAhead = ahead;
        if (ahead.abs().compareTo(FAR_OFF) <= 0) {
            return Check.ok(name(), "right to within a day");
        }
        long days = ahead.abs().toDays();
        return Check.warn(
                        name(),
                        TLS_CLOCK,
                        "the module's clock is " + days + (days == 1 ? " day " : " days ")
                                + (ahead.isNegative() ? "behind" : "ahead")
                                + ", so that no certificate is valid where one is verified",
                        TLS_CLOCK.cure())
                .said("+CCLK: \"" + ModemClock.format(time) + "\"");
    }

    /** Whether the clock's error alone makes certificates invalid. */
    static boolean isFarOff(Duration ahead) {
        return ahead.abs().compareTo(FAR_OFF) > 0;
    }
}
