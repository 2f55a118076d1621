package io.atflux.samples.modem.uplink;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.mqtt3.Mqtt3BlockingClient;
import io.atflux.samples.broker.BrokerAccess;
import io.atflux.samples.broker.ClientCertificates;
import io.atflux.samples.broker.DemoPki;
import io.atflux.samples.broker.EmbeddedBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.UUID;

/** The broker of this package's tests; it ends with the process. */
final class SharedBroker {

    static final DemoPki PKI = pki();
    static final EmbeddedBroker BROKER = start();

    private SharedBroker() {}

    /** A connected client that shares nothing with the uplink but the library. */
    static Mqtt3BlockingClient witness() {
        Mqtt3BlockingClient client = MqttClient.builder()
                .useMqttVersion3()
                .identifier("witness-" + UUID.randomUUID())
                .serverHost(EmbeddedBroker.HOST)
                .serverPort(BROKER.port())
                .simpleAuth()
                .username(Requests.USER)
                .password(Requests.PASSWORD.getBytes(StandardCharsets.UTF_8))
                .applySimpleAuth()
                .buildBlocking();
        client.connect();
        return client;
    }

    private static DemoPki pki() {
        try {
            return DemoPki.create();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static EmbeddedBroker start() {
        try {
            return EmbeddedBroker.builder()
                    .tls(PKI, ClientCertificates.OPTIONAL, 0)
                    .tls(PKI, ClientCertificates.REQUIRED, 0)
                    .access(BrokerAccess.builder()
                            .user(Requests.USER, Requests.PASSWORD)
                            .certificateSuffices()
                            .refuse("code1", 1)
                            .refuse("code2", 2)
                            .refuse("code3", 3)
                            .refuse("code5", 5)
                            .forbidSubscription("forbidden/#")
                            .build())
                    .build()
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
