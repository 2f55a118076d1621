package io.atflux.samples.gateway.config;

import io.atflux.fibocom.L610;
import io.atflux.link.LinkOptions;
import io.atflux.link.Recovery;
import io.atflux.modem.Apn;
import io.atflux.modem.ApnChoice;
import io.atflux.mqtt.Broker;
import io.atflux.mqtt.Credentials;
import io.atflux.mqtt.OnUnknown;
import io.atflux.mqtt.TlsMaterial;
import io.atflux.samples.gateway.config.ModemProperties.PolicyProperties;
import io.atflux.transport.AtTransport;
import io.atflux.transport.Backoff;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Converts configuration to the types of atflux. Reads the files of certificates: not for a thread that must not be blocked. */
public final class LinkFactory {

    private LinkFactory() {}

    /** The module behind a line. */
    public static L610.Builder module(ModemProperties modem, AtTransport line) {
        L610.Builder module = L610.over(line).apn(apn(modem));
        return modem.pin() == null ? module : module.pin(modem.pin().text());
    }

    static ApnChoice apn(ModemProperties modem) {
        return switch (modem.apn()) {
            case "by-imsi" -> Apn.byImsi();
            case "presets" -> Apn.presets();
            default -> {
                Apn.Builder apn = Apn.builder(modem.apn());
                yield modem.apnUser() == null
                        ? apn.build()
                        : apn.credentials(modem.apnUser(), text(modem.apnPassword()))
                                .build();
            }
        };
    }

    /** The broker, with the identity of the modem of this name. */
    public static Broker broker(BrokerProperties broker, String name) {
        return Broker.builder(broker.host(), broker.portOrDefault())
                .credentials(credentials(broker, name))
                .keepAlive(broker.keepAlive())
                .cleanSession(broker.cleanSession())
                .tls(broker.tls() == null ? null : tls(broker.tls()))
                .build();
    }

    /** The identity of the modem of this name. */
    static Credentials credentials(BrokerProperties broker, String name) {
        String clientId = broker.clientId();
        return Credentials.builder()
                .user(Objects.requireNonNullElse(broker.user(), ""))
                .password(text(broker.password()))
                .clientId(clientId == null ? null : clientId.replace("{name}", name))
                .build();
    }

    private static TlsMaterial tls(BrokerProperties.Tls files) {
        TlsMaterial.Builder material = TlsMaterial.builder();
        if (files.trust() != null) {
            material.trust(files.trust());
        } else if (files.insecure()) {
            material.withoutVerification();
        } else {
            throw new IllegalArgumentException("needs trust, a root certificate, or insecure=true");
        }
        if (files.certificate() != null && files.key() != null) {
            material.identity(files.certificate(), files.key());
        } else if (files.certificate() != null || files.key() != null) {
            throw new IllegalArgumentException("certificate and key belong together");
        }
        return material.build();
    }

    /** The link's policies. */
    public static LinkOptions.Builder options(PolicyProperties policy) {
        Recovery recovery = Recovery.builder()
                .checkEvery(policy.checkEvery())
                .resetsPerHour(policy.resetsPerHour())
                .build();
        return LinkOptions.builder()
                .recovery(recovery)
                .reconnect(Backoff.builder()
                        .waits(policy.firstWait(), 2, policy.longestWait())
                        .build())
                .waitForReady(policy.waitForReady())
                .onUnknown(policy.sendAgain() ? OnUnknown.SEND_AGAIN : OnUnknown.GIVE_UP)
                .takeOver(policy.takeOver());
    }

    private static String text(@Nullable Secret secret) {
        return secret == null ? "" : secret.text();
    }
}
