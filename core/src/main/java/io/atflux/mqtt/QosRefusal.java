package io.atflux.mqtt;

import io.atflux.error.AtRejectedException;
import io.atflux.error.Outcome;
import reactor.core.publisher.Mono;

/** Says that a refusal may be that of the QoS: not all platforms have the highest one, and none says so in so many words. */
final class QosRefusal {

    /** The errors of 27.007 9.2.1 say nothing of a reason that a broker or a network may have. */
    private static final int MOST_GENERAL = 100;

    private QosRefusal() {}

    static <T> Mono<T> said(Mono<T> work, Qos qos) {
        return qos == Qos.EXACTLY_ONCE ? work.onErrorMap(AtRejectedException.class, QosRefusal::explained) : work;
    }

    private static Throwable explained(AtRejectedException no) {
        boolean other = no.code().orElse(0) > MOST_GENERAL;
        if (other || no.outcome() != Outcome.REJECTED) {
            return no;
        }
        return no.explained("with QoS 2, which some platforms do not take");
    }
}
