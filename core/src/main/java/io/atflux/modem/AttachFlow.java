package io.atflux.modem;

import io.atflux.error.AtRejectedException;
import io.atflux.modem.internal.ProgressReporter;
import reactor.core.publisher.Mono;

/** From an unsynchronised line to an IP address, in the order of the vendor's guide, section 3. */
final class AttachFlow {

    private AttachFlow() {}

    static Mono<Attachment> run(
            ProgressReporter reporter,
            ModemDialect dialect,
            ModemOptions options,
            CardMemories memories,
            Dialling dialling) {
        return SynchroniseFlow.once(reporter, dialect)
                .then(InitialiseFlow.run(reporter, dialect, options, memories, dialling))
                .flatMap(found -> network(reporter, dialect, options, found, dialling))
                .retryWhen(SynchroniseFlow.afterRestart());
    }

    private static Mono<Attachment> network(
            ProgressReporter reporter,
            ModemDialect dialect,
            ModemOptions options,
            Initialisation found,
            Dialling dialling) {
        return orElse(reporter.send("signal", dialect::signal), SignalQuality.UNKNOWN)
                .flatMap(signal -> orElse(reporter.send("operator", dialect::operator), Operator.UNKNOWN)
                        .flatMap(operator -> RegistrationFlow.run(reporter, dialect, options.registration())
                                .flatMap(registration -> BearerFlow.run(reporter, dialect, found.candidates(), dialling)
                                        .map(up -> new Attachment(
                                                found.imsi(),
                                                up.apn(),
                                                signal,
                                                operator,
                                                registration,
                                                up.bearer())))));
    }

    /** Useful, but no reason to fail: a refusal is ignored, a time-out is not. */
    private static <T> Mono<T> orElse(Mono<T> step, T unknown) {
        return step.onErrorResume(AtRejectedException.class, no -> Mono.just(unknown));
    }
}
