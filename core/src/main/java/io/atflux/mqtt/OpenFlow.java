package io.atflux.mqtt;

import io.atflux.command.AtReply;
import io.atflux.command.RetryRule;
import io.atflux.error.AtRejectedException;
import io.atflux.error.AtTimeoutException;
import io.atflux.error.AtTimeoutException.Phase;
import io.atflux.modem.internal.ProgressReporter;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Opens a connection: credentials, will, TLS settings, the module's further commands, open. If the module refuses the credentials
 * because the client is still open from an earlier session, that connection is closed first. After a failed open over TLS the
 * reason is read from the module, and becomes part of the error ({@link io.atflux.error.AtException#explanation}).
 */
final class OpenFlow {

    private OpenFlow() {}

    static Mono<AtReply> run(ProgressReporter reporter, MqttDialect dialect, int client, Broker broker, TlsFlow tls) {
        TlsMaterial material = broker.tls();
        Mono<Void> settings = settings(reporter, dialect, client, broker);
        return settings.onErrorResume(AtRejectedException.class, no -> closeIfOpen(reporter, dialect, client, no)
                        .then(settings))
                .then(material == null ? Mono.empty() : tls.run(reporter, dialect, material))
                .then(before(reporter, dialect, client, broker))
                .then(open(reporter, dialect, client, broker, tls));
    }

    private static Mono<Void> before(ProgressReporter reporter, MqttDialect dialect, int client, Broker broker) {
        return Flux.defer(() -> Flux.fromIterable(dialect.beforeOpen(client, broker)))
                .concatMap(command -> reporter.send("MQTT before open", command), 1)
                .then();
    }

    private static Mono<Void> settings(ProgressReporter reporter, MqttDialect dialect, int client, Broker broker) {
        if (dialect.settingsGoWithOpen()) {
            return Mono.empty();
        }
        Will will = broker.will();
        return reporter.send("MQTT user", () -> dialect.user(client, broker.credentials()))
                .then(will == null ? Mono.empty() : reporter.send("MQTT will", () -> dialect.will(client, will)))
                .then();
    }

    private static Mono<Void> closeIfOpen(
            ProgressReporter reporter, MqttDialect dialect, int client, AtRejectedException no) {
        return reporter.send("MQTT open?", () -> dialect.openClients().retry(RetryRule.never()))
                .onErrorMap(unanswered -> no)
                .flatMap(open -> open.contains(client)
                        ? reporter.send("MQTT close", () -> dialect.close(client))
                        : Mono.error(no))
                .then();
    }

    private static Mono<AtReply> open(
            ProgressReporter reporter, MqttDialect dialect, int client, Broker broker, TlsFlow tls) {
        Mono<AtReply> open = reporter.send("MQTT open", () -> dialect.open(client, broker));
        return broker.tls() == null
                ? open
                : open.onErrorResume(OpenFlow::mayHaveReason, failure -> withReason(reporter, dialect, failure, tls));
    }

    /** A module that gave no answer at all gives no reason either. */
    private static boolean mayHaveReason(Throwable failure) {
        return failure instanceof AtRejectedException
                || (failure instanceof AtTimeoutException timeout && timeout.phase() == Phase.URC);
    }

    private static Mono<AtReply> withReason(
            ProgressReporter reporter, MqttDialect dialect, Throwable failure, TlsFlow tls) {
        return reporter.send("TLS error?", () -> dialect.tlsError().retry(RetryRule.never()))
                .flatMap(reason -> tls.refined(reporter, dialect, reason))
                .onErrorComplete()
                .flatMap(reason -> reason.code() == 0
                        ? Mono.<AtReply>empty()
                        : Mono.<AtReply>error(explained(failure, reason, reason + tls.doubts())))
                .switchIfEmpty(Mono.error(failure));
    }

    private static Throwable explained(Throwable failure, TlsError reason, String words) {
        if (failure instanceof AtRejectedException rejected) {
            return rejected.explained(words, reason);
        }
        return failure instanceof AtTimeoutException late
                ? late.explained("not opened in time (" + words + ")", reason)
                : failure;
    }
}
