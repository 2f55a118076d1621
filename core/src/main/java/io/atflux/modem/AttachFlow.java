package io.atflux.modem;

import io.atflux.error.AtRejectedException;
import io.atflux.modem.internal.ProgressReporter;
import java.util.List;
import java.util.Objects;
import reactor.core.publisher.Mono;

/** From a line with a module somewhere on it to an IP address, in the order of the vendor's guide, section 3. */
final class AttachFlow {

    private AttachFlow() {}

    static Mono<Attachment> run(
            ProgressReporter reporter, ModemDialect dialect, ModemOptions options, Dialling dialling) {
        return SynchroniseFlow.once(reporter, dialect)
                .then(startNotices(reporter, dialect, options))
                .then(searchOrder(reporter, dialect, options))
                .then(reporter.send("functionality", dialect::fullFunctionality))
                .then(SimFlow.run(reporter, dialect, options.pin()))
                .then(reporter.send("IMSI", dialect::imsi))
                .flatMap(imsi -> ApnFlow.run(reporter, dialect, options.apn(), imsi)
                        .flatMap(apn -> network(reporter, dialect, options, imsi, apn, dialling)))
                .retryWhen(SynchroniseFlow.afterRestart());
    }

    private static Mono<Attachment> network(
            ProgressReporter reporter,
            ModemDialect dialect,
            ModemOptions options,
            Imsi imsi,
            Apn apn,
            Dialling dialling) {
        return orElse(reporter.send("signal", dialect::signal), SignalQuality.UNKNOWN)
                .flatMap(signal -> orElse(reporter.send("operator", dialect::operator), Operator.UNKNOWN)
                        .flatMap(operator -> RegistrationFlow.run(reporter, dialect, options.registration())
                                .flatMap(registration -> BearerFlow.run(reporter, dialect, apn, dialling)
                                        .map(bearer ->
                                                new Attachment(imsi, apn, signal, operator, registration, bearer)))));
    }

    /** Good to know, and no reason to fail: the modem's no is passed over, its silence is not. */
    private static <T> Mono<T> orElse(Mono<T> step, T unknown) {
        return step.onErrorResume(AtRejectedException.class, no -> Mono.just(unknown));
    }

    private static Mono<?> startNotices(ProgressReporter reporter, ModemDialect dialect, ModemOptions options) {
        Boolean on = options.startNotices();
        return on == null ? Mono.empty() : reporter.send("start notices", () -> dialect.startNotices(on, on));
    }

    private static Mono<?> searchOrder(ProgressReporter reporter, ModemDialect dialect, ModemOptions options) {
        return Mono.defer(() -> {
            List<Integer> order = Objects.requireNonNullElseGet(options.searchOrder(), dialect::defaultSearchOrder);
            return order.isEmpty() ? Mono.empty() : reporter.send("search order", () -> dialect.searchOrder(order));
        });
    }
}
