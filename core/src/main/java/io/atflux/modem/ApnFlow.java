package io.atflux.modem;

import io.atflux.internal.foreign.Foreign;
import io.atflux.modem.internal.ProgressReporter;
import reactor.core.publisher.Mono;

/** Sets the access point: the one given, or the one that fits the SIM; with user and password where it has any. */
final class ApnFlow {

    private ApnFlow() {}

    static Mono<Apn> run(ProgressReporter reporter, ModemDialect dialect, ApnChoice choice, Imsi imsi) {
        return choice(choice, imsi).flatMap(apn -> {
            Mono<?> set = reporter.send("APN", () -> dialect.setApn(apn));
            Mono<?> all = apn.auth() == Apn.Auth.NONE
                    ? set
                    : set.then(reporter.send("APN credentials", () -> dialect.authenticate(apn)));
            return all.thenReturn(apn);
        });
    }

    /** What the choice throws is the caller's error. */
    static Mono<Apn> choice(ApnChoice choice, Imsi imsi) {
        return Foreign.mono(() -> Mono.just(choice.forImsi(imsi)));
    }
}
