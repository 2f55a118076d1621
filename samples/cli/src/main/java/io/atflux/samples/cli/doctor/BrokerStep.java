package io.atflux.samples.cli.doctor;

import static io.atflux.link.LinkCause.BEARER_LOST;
import static io.atflux.link.LinkCause.BROKER_REFUSED;
import static io.atflux.link.LinkCause.BROKER_UNREACHABLE;
import static io.atflux.link.LinkCause.CONNECTION_BROKEN;
import static io.atflux.link.LinkCause.CREDENTIALS_REFUSED;
import static io.atflux.link.LinkCause.IDENTITY_IN_USE;
import static io.atflux.link.LinkCause.TLS_CERTIFICATE;
import static io.atflux.link.LinkCause.TLS_CLOCK;
import static io.atflux.link.LinkCause.TLS_FAILED;

import io.atflux.error.AtException;
import io.atflux.error.AtRejectedException;
import io.atflux.error.AtTimeoutException;
import io.atflux.mqtt.Credentials;
import io.atflux.mqtt.TlsError;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** AT+MQTTOPEN on a free client, with a generated client identifier; after a failure over TLS, AT+GTSSLERR?. */
final class BrokerStep implements Step {

    /** A broker refuses at once; a silent one ends by the module's limit. */
    private static final Duration SOON = Duration.ofSeconds(20);

    private static final int CLIENT_ID = 701;
    private static final int SERVER_UNAVAILABLE = 702;
    private static final int BAD_CREDENTIALS = 703;
    private static final int NOT_AUTHORISED = 704;

    @Override
    public String name() {
        return "broker";
    }

    @Override
    public List<String> needs() {
        return List.of("bearer", "dns", "tcp");
    }

    @Override
    public Mono<Check> run(Visit visit) {
        BrokerTarget broker = visit.plan.broker();
        if (broker == null) {
            return Mono.just(Check.skipped(name(), "no --broker was given"));
        }
        int client = visit.asker.number("AT+MQTTOPEN", free(visit));
        return client == 0
                ? Mono.just(Check.skipped(name(), "no MQTT client of the module is known to be free"))
                : open(visit, broker, client);
    }

    /** The last free client, because links use the first ones; 0 if none is free. */
    private static int free(Visit visit) {
        Set<Integer> open = visit.openClients;
        for (int client = visit.mqtt.clients(); open != null && client > 0; client--) {
            if (!open.contains(client)) {
                return client;
            }
        }
        return 0;
    }

    private Mono<Check> open(Visit visit, BrokerTarget broker, int client) {
        boolean live = visit.asker.isLive();
        if (live) {
            visit.afterwards(
                    visit.asker.act("the removal of the identity", visit.mqtt.user(client, Credentials.none())));
            visit.afterwards(visit.asker
                    .ask(visit.mqtt.openClients())
                    .filter(open -> open.contains(client))
                    .flatMap(open -> visit.asker.act("the end of the MQTT connection", visit.mqtt.close(client))));
        }
        long begin = System.nanoTime();
        Mono<?> user = live
                ? visit.asker.act(
                        "the MQTT user", visit.mqtt.user(client, broker.broker().credentials()))
                : Mono.just(client);
        return user.then(Mono.defer(() -> visit.asker.act("the broker", visit.mqtt.open(client, broker.broker()))))
                .map(reply -> live
                        ? Check.ok(
                                name(),
                                "it accepts " + broker.identity() + ", which is not this device's own identifier")
                        : opened(visit.asker.brokenAfterOpen(client)))
                .onErrorResume(AtRejectedException.class, no -> why(visit, broker, no, since(begin)))
                .onErrorResume(
                        late -> late instanceof AtTimeoutException t && t.phase() == AtTimeoutException.Phase.URC,
                        late -> Mono.just(Check.fail(
                                name(),
                                "the module does not tell how the open ended",
                                BROKER_UNREACHABLE,
                                BROKER_REFUSED)));
    }

    /**
     * The result of a recorded connection. The causes of a break that describe the network are 2, the radio link, and
     * 3, the registration.
     */
    private Check opened(@Nullable String broken) {
        if (broken == null) {
            return Check.ok(name(), "it accepted a connection");
        }
        boolean network = broken.endsWith(",2") || broken.endsWith(",3");
        return Check.fail(
                        name(),
                        "it accepted a connection, which broke",
                        CONNECTION_BROKEN,
                        network ? BEARER_LOST : IDENTITY_IN_USE)
                .said(broken);
    }

    private static Duration since(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    private Mono<Check> why(Visit visit, BrokerTarget broker, AtRejectedException no, Duration after) {
        Check plain = refused(visit, no, after).said(Troubles.said(no));
        if (!broker.isTls()) {
            return Mono.just(plain);
        }
        return visit.asker
                .ask(visit.mqtt.tlsError())
                .map(error -> {
                    Check tls = tls(visit, error);
                    return tls == null ? plain : tls.said(Troubles.said(no) + ", +GTSSLERR: " + error.code());
                })
                .onErrorResume(AtException.class, unasked -> Mono.just(plain))
                .onErrorResume(UnaskedException.class, unasked -> Mono.just(plain));
    }

    private Check refused(Visit visit, AtRejectedException no, Duration after) {
        return switch (code(no)) {
            case 700 -> Check.fail(name(), "the broker does not take MQTT 3.1.1", BROKER_REFUSED);
            case CLIENT_ID ->
                Check.fail(name(), "the broker does not take a client identifier such as ours", BROKER_REFUSED)
                        .cure("Ask whoever runs the broker which client identifiers it takes.");
            case SERVER_UNAVAILABLE -> Check.fail(name(), "the broker is there, and serves nobody", BROKER_REFUSED);
            case BAD_CREDENTIALS, NOT_AUTHORISED ->
                Check.fail(name(), "the broker does not take user and password", CREDENTIALS_REFUSED);
            case 901 -> Check.fail(name(), "the address is gone", BEARER_LOST);
            case 910, 911, 915, 916, 917, 918 -> Check.fail(name(), "no connection to the broker", BROKER_UNREACHABLE);
            default -> unexplained(visit, after);
        };
    }

    /** The broker's return code, which some firmware reports in its own words. */
    private static int code(AtRejectedException no) {
        int code = Troubles.code(no);
        String said = String.valueOf(Troubles.said(no)).toLowerCase(Locale.ROOT);
        if (code >= 0 || !said.contains("error: ")) {
            return code;
        }
        return said.contains("password")
                ? BAD_CREDENTIALS
                : said.contains("not authori")
                        ? NOT_AUTHORISED
                        : said.contains("server unavailable")
                                ? SERVER_UNAVAILABLE
                                : said.contains("client id") ? CLIENT_ID : code;
    }

    private Check unexplained(Visit visit, Duration after) {
        if (visit.asker.isLive() && after.compareTo(SOON) > 0) {
            return Check.fail(
                    name(), "the port takes connections, and then nothing answers", BROKER_UNREACHABLE, BROKER_REFUSED);
        }
        return visit.reached
                ? Check.fail(
                        name(),
                        "the broker is there, and refuses; the module does not say why",
                        CREDENTIALS_REFUSED,
                        BROKER_REFUSED)
                : Check.fail(
                        name(),
                        "the connection did not come about; the module does not say why",
                        BROKER_UNREACHABLE,
                        CREDENTIALS_REFUSED,
                        BROKER_REFUSED);
    }

    /** The result of a TLS failure; null if it was not TLS. */
    private @Nullable Check tls(Visit visit, TlsError error) {
        return switch (error.cause()) {
            case NONE -> null;
            case CLOCK -> Check.fail(name(), error.toString(), TLS_CLOCK);
            case CERTIFICATE -> Check.fail(name(), error.toString(), TLS_CERTIFICATE);
            case FILES ->
                Check.fail(name(), error.toString(), TLS_CERTIFICATE)
                        .cure(
                                "Load the files anew (AT+GTSSLFILE), with their BEGIN and END lines; they are lost with the power.");
            case CERTIFICATE_OR_CLOCK -> certificateOrClock(visit.clockAhead, error);
            case HANDSHAKE, UNKNOWN -> Check.fail(name(), error.toString(), TLS_FAILED);
        };
    }

    private Check certificateOrClock(@Nullable Duration ahead, TlsError error) {
        if (ahead == null) {
            return Check.fail(name(), error.toString(), TLS_CERTIFICATE, TLS_CLOCK);
        }
        return ClockStep.isFarOff(ahead)
                ? Check.fail(name(), error + "; the module's clock is wrong", TLS_CLOCK)
                : Check.fail(
                        name(), error + "; the module's clock is right, so it is the certificate", TLS_CERTIFICATE);
    }
}
