package io.atflux.modem;

import io.atflux.command.AtCommand;
import io.atflux.error.AtProtocolException;
import io.atflux.error.AtRejectedException;
import io.atflux.modem.internal.ProgressReporter;
import java.util.Optional;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/** Queries the module's identity, one part after the other. A refused part is skipped, a time-out is not. */
final class IdentityFlow {

    private IdentityFlow() {}

    static Mono<ModemIdentity> run(ProgressReporter reporter, ModemDialect dialect) {
        return part(reporter, "manufacturer", dialect::manufacturer)
                .flatMap(manufacturer -> part(reporter, "model", dialect::model)
                        .flatMap(model -> part(reporter, "revision", dialect::revision)
                                .flatMap(revision -> part(reporter, "IMEI", dialect::imei)
                                        .map(imei -> ModemIdentity.of(
                                                manufacturer.orElse(null),
                                                model.orElse(null),
                                                revision.orElse(null),
                                                imei.orElse(null))))));
    }

    private static Mono<Optional<String>> part(
            ProgressReporter reporter, String name, Supplier<AtCommand<String>> question) {
        return reporter.send(name, question)
                .map(Optional::of)
                .onErrorReturn(
                        failed -> failed instanceof AtRejectedException || failed instanceof AtProtocolException,
                        Optional.empty());
    }
}
