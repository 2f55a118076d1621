package io.atflux.mqtt;

import io.atflux.command.AtReply;
import io.atflux.command.RetryRule;
import io.atflux.error.AtException;
import io.atflux.error.AtRejectedException;
import io.atflux.error.AtTimeoutException;
import io.atflux.error.AtTimeoutException.Phase;
import io.atflux.modem.Steps;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Opens a connection: credentials, will, TLS settings, open. After a failed open over TLS the module is asked for the
 * reason, which becomes part of the error.
 */
final class OpenFlow {

    private OpenFlow() {}

    static Mono<AtReply> run(Steps steps, MqttDialect dialect, int client, Broker broker, TlsFlow tls) {
        Will will = broker.will();
        TlsMaterial material = broker.tls();
        return steps.send("MQTT user", () -> dialect.user(client, broker.credentials()))
                .then(will == null ? Mono.empty() : steps.send("MQTT will", () -> dialect.will(client, will)))
                .then(material == null ? Mono.empty() : tls.run(steps, dialect, material))
                .then(open(steps, dialect, client, broker));
    }

    private static Mono<AtReply> open(Steps steps, MqttDialect dialect, int client, Broker broker) {
        Mono<AtReply> open = steps.send("MQTT open", () -> dialect.open(client, broker));
        return broker.tls() == null
                ? open
                : open.onErrorResume(OpenFlow::mayHaveReason, failure -> withReason(steps, dialect, failure));
    }

    /** A module that said nothing at all will not say why either. */
    private static boolean mayHaveReason(Throwable failure) {
        return failure instanceof AtRejectedException
                || (failure instanceof AtTimeoutException timeout && timeout.phase() == Phase.URC);
    }

    private static Mono<AtReply> withReason(Steps steps, MqttDialect dialect, Throwable failure) {
        return steps.send("TLS error?", () -> dialect.tlsError().retry(RetryRule.never()))
                .onErrorComplete()
                .flatMap(reason ->
                        reason.code() == 0 ? Mono.<AtReply>empty() : Mono.<AtReply>error(explained(failure, reason)))
                .switchIfEmpty(Mono.error(failure));
    }

    private static Throwable explained(Throwable failure, TlsError reason) {
        AtException better = null;
        if (failure instanceof AtRejectedException rejected) {
            AtReply reply = rejected.reply();
            better = reply == null
                    ? null
                    : new AtRejectedException(rejected.command(), reply, rejected.urc(), reason.toString());
        } else if (failure instanceof AtTimeoutException late) {
            better = new AtTimeoutException(
                    late.command(), late.phase(), late.limit(), late.outcome(), "not opened in time (" + reason + ")");
        }
        return from(failure, better);
    }

    private static Throwable from(Throwable failure, @Nullable AtException better) {
        if (better == null) {
            return failure;
        }
        better.addSuppressed(failure);
        return better;
    }
}
