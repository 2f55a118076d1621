package io.atflux.modem;

import io.atflux.error.AtRejectedException;
import reactor.core.publisher.Mono;

/** From a line with a module somewhere on it to an IP address, in the order of the vendor's guide, section 3. */
final class AttachFlow {

    private AttachFlow() {}

    static Mono<Attachment> run(Steps steps, ModemDialect dialect, ModemOptions options, Dialling dialling) {
        return SynchroniseFlow.once(steps, dialect)
                .then(startNotices(steps, dialect, options))
                .then(searchOrder(steps, dialect, options))
                .then(steps.send("functionality", dialect::fullFunctionality))
                .then(SimFlow.run(steps, dialect, options.pin()))
                .then(steps.send("IMSI", dialect::imsi))
                .flatMap(imsi -> ApnFlow.run(steps, dialect, options.apn(), imsi)
                        .flatMap(apn -> network(steps, dialect, options, imsi, apn, dialling)))
                .retryWhen(SynchroniseFlow.afterRestart());
    }

    private static Mono<Attachment> network(
            Steps steps, ModemDialect dialect, ModemOptions options, Imsi imsi, Apn apn, Dialling dialling) {
        return orElse(steps.send("signal", dialect::signal), SignalQuality.UNKNOWN)
                .flatMap(signal -> orElse(steps.send("operator", dialect::operator), Operator.UNKNOWN)
                        .flatMap(operator -> RegistrationFlow.run(steps, dialect, options.registration())
                                .flatMap(registration -> BearerFlow.run(steps, dialect, apn, dialling)
                                        .map(bearer ->
                                                new Attachment(imsi, apn, signal, operator, registration, bearer)))));
    }

    /** Good to know, and no reason to fail: the modem's no is passed over, its silence is not. */
    private static <T> Mono<T> orElse(Mono<T> step, T unknown) {
        return step.onErrorResume(AtRejectedException.class, no -> Mono.just(unknown));
    }

    private static Mono<?> startNotices(Steps steps, ModemDialect dialect, ModemOptions options) {
        Boolean on = options.startNotices();
        return on == null ? Mono.empty() : steps.send("start notices", () -> dialect.startNotices(on, on));
    }

    private static Mono<?> searchOrder(Steps steps, ModemDialect dialect, ModemOptions options) {
        return options.searchOrder().isEmpty()
                ? Mono.empty()
                : steps.send("search order", () -> dialect.searchOrder(options.searchOrder()));
    }
}
