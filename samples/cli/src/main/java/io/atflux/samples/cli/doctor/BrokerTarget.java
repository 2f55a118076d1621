package io.atflux.samples.cli.doctor;

import io.atflux.mqtt.Broker;
import java.time.Duration;
import java.util.Locale;
import java.util.Random;

/** The broker to try, and the identity used. */
final class BrokerTarget {

    private static final String IDENTITY = "atflux-doctor-";
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(60);

    private final Broker broker;

    private BrokerTarget(Broker broker) {
        this.broker = broker;
    }

    /**
     * The same broker with a generated client identifier, so that no device loses its connection; without a will or a
     * session.
     */
    static BrokerTarget of(Broker wanted, Random random) {
        String id = IDENTITY + String.format(Locale.ROOT, "%08x", random.nextInt());
        return new BrokerTarget(wanted.mutate()
                .credentials(wanted.credentials().mutate().clientId(id).build())
                .cleanSession(true)
                .keepAlive(KEEP_ALIVE)
                .build());
    }

    Broker broker() {
        return broker;
    }

    String host() {
        return broker.host();
    }

    int port() {
        return broker.port();
    }

    boolean isTls() {
        return broker.tls() != null;
    }

    String identity() {
        return String.valueOf(broker.credentials().clientId());
    }

    /** Whether the host is an address. */
    boolean isAddress() {
        return host().matches("[0-9.]+") || host().contains(":");
    }
}
