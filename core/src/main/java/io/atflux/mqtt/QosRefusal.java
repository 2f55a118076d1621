package io.atflux.mqtt;

import io.atflux.error.AtRejectedException;
import io.atflux.error.Outcome;
import reactor.core.publisher.Mono;

/** Adds to a refusal that it may concern the QoS: not all platforms support the highest level, and none reports that explicitly. */
final class QosRefusal {

    /** The errors up to this number (27.007 9.2.1) give no reason of a broker or a network. */
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
