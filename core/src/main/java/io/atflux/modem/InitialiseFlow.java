package io.atflux.modem;

import io.atflux.modem.internal.ProgressReporter;
import java.util.List;
import java.util.Objects;
import reactor.core.publisher.Mono;

/** From a synchronised module to one that can register, in the order of the vendor's guide, section 3. */
final class InitialiseFlow {

    private InitialiseFlow() {}

    static Mono<Initialisation> run(
            ProgressReporter reporter,
            ModemDialect dialect,
            ModemOptions options,
            CardMemories memories,
            Dialling dialling) {
        return startNotices(reporter, dialect, options)
                .then(searchOrder(reporter, dialect, options))
                .then(reporter.send("functionality", dialect::fullFunctionality))
                .then(SimFlow.run(reporter, dialect, options.pin(), memories.pins()))
                .then(reporter.send("IMSI", dialect::imsi))
                .flatMap(imsi -> ApnCandidates.find(reporter, dialect, options.apn(), memories, imsi)
                        .flatMap(found -> ApnFlow.set(reporter, dialect, found.first(), dialling)
                                .thenReturn(new Initialisation(imsi, found))));
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
