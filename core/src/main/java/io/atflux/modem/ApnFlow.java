package io.atflux.modem;

import io.atflux.modem.internal.ProgressReporter;
import reactor.core.publisher.Mono;

/** Sets an access point, with user and password if it has any. */
final class ApnFlow {

    private ApnFlow() {}

    static Mono<Apn> set(ProgressReporter reporter, ModemDialect dialect, Apn apn, Dialling dialling) {
        Mono<?> set = reporter.send("APN", () -> dialect.setApn(apn));
        Mono<?> all = apn.auth() == Apn.Auth.NONE
                ? set
                : set.then(reporter.send("APN credentials", () -> dialect.authenticate(apn)));
        return all.thenReturn(apn).doOnNext(dialling::hasSet);
    }
}
