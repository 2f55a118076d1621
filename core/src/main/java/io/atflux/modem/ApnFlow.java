package io.atflux.modem;

import io.atflux.internal.foreign.Foreign;
import reactor.core.publisher.Mono;

/** Sets the access point: the one given, or the one that fits the SIM; with user and password where it has any. */
final class ApnFlow {

    private ApnFlow() {}

    static Mono<Apn> run(Steps steps, ModemDialect dialect, ApnChoice choice, Imsi imsi) {
        return choice(choice, imsi).flatMap(apn -> {
            Mono<?> set = steps.send("APN", () -> dialect.setApn(apn));
            Mono<?> all = apn.auth() == Apn.Auth.NONE
                    ? set
                    : set.then(steps.send("APN credentials", () -> dialect.authenticate(apn)));
            return all.thenReturn(apn);
        });
    }

    /** What the choice throws is the caller's error. */
    static Mono<Apn> choice(ApnChoice choice, Imsi imsi) {
        return Foreign.mono(() -> Mono.just(choice.forImsi(imsi)));
    }
}
