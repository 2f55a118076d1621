package io.atflux.mqtt;

import io.atflux.error.AtProtocolException;
import io.atflux.error.AtRejectedException;
import io.atflux.error.AtUsageException;
import io.atflux.modem.internal.ProgressReporter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import reactor.core.publisher.Mono;

/**
 * Compares the module's clock, against which it checks certificates, with the host's. Nothing is done if the module does not
 * report its clock.
 */
final class TlsClockFlow {

    /** Some days do not matter to certificates that are valid for months, and a forgotten time zone is less. */
    private static final Duration FAR_OFF = Duration.ofHours(24);

    /** No host with a correct clock has an earlier date. */
    private static final Instant PLAUSIBLE = Instant.parse("2026-01-01T00:00:00Z");

    private TlsClockFlow() {}

    /** Follows the policy; succeeds unless the module refuses the new time. */
    static Mono<Void> run(ProgressReporter reporter, MqttDialect dialect, TlsClock policy, Clock host) {
        if (policy == TlsClock.IGNORE) {
            return Mono.empty();
        }
        return offset(reporter, dialect, host).flatMap(offset -> {
            boolean set = policy == TlsClock.CHECK_AND_SET
                    && isFarOff(offset)
                    && host.instant().isAfter(PLAUSIBLE);
            return set ? set(reporter, dialect, host) : Mono.empty();
        });
    }

    private static Mono<Void> set(ProgressReporter reporter, MqttDialect dialect, Clock host) {
        return reporter.send("set TLS clock", () -> dialect.setClock(now(host))).then();
    }

    private static OffsetDateTime now(Clock host) {
        return host.instant().truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC);
    }

    /** The error with a narrower cause, if the clock may be part of it. */
    static Mono<TlsError> refined(ProgressReporter reporter, MqttDialect dialect, TlsError error, Clock host) {
        if (error.cause() != TlsError.Cause.CERTIFICATE_OR_CLOCK
                || host.instant().isBefore(PLAUSIBLE)) {
            return Mono.just(error);
        }
        return offset(reporter, dialect, host)
                .map(offset -> isFarOff(offset)
                        ? error.because(TlsError.Cause.CLOCK, "the module's clock is " + shown(offset))
                        : error.because(
                                TlsError.Cause.CERTIFICATE,
                                "the module's clock is right, so it is the server's certificate or its authority"))
                .defaultIfEmpty(error);
    }

    /** The module's clock minus the host's; empty if the module does not report it. */
    private static Mono<Duration> offset(ProgressReporter reporter, MqttDialect dialect, Clock host) {
        return reporter.send("TLS clock", dialect::clock)
                .map(time -> Duration.between(host.instant(), time.toInstant()))
                .onErrorResume(TlsClockFlow::isUntold, untold -> Mono.empty());
    }

    private static boolean isUntold(Throwable failure) {
        return failure instanceof AtRejectedException
                || failure instanceof AtProtocolException
                || (failure instanceof AtUsageException bad && bad.reason() == AtUsageException.Reason.UNSUPPORTED);
    }

    private static boolean isFarOff(Duration offset) {
        return offset.abs().compareTo(FAR_OFF) > 0;
    }

    private static String shown(Duration offset) {
        long days = offset.abs().toDays();
        return days + (days == 1 ? " day " : " days ") + (offset.isNegative() ? "behind" : "ahead");
    }
}
