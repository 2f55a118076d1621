package io.atflux.samples.cli.mqtt;

import io.atflux.error.AtUsageException;
import io.atflux.fibocom.L610Commands;
import io.atflux.fibocom.L610Profile;
import io.atflux.mqtt.Broker;
import io.atflux.mqtt.MqttDialect;
import io.atflux.mqtt.TlsMaterial;
import io.atflux.samples.cli.DurationOption;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The broker, and the identity and security used there. */
final class BrokerOptions {

    @Mixin
    private AccountOptions account = new AccountOptions();

    @Option(
            names = "--client-id",
            paramLabel = "ID",
            description = "MQTT client identifier. Default: the module's own, its IMEI.")
    private @Nullable String clientId;

    @Option(
            names = "--keep-alive",
            paramLabel = "TIME",
            converter = DurationOption.class,
            defaultValue = "60s",
            description = "The MQTT keep-alive. Default: ${DEFAULT-VALUE}.")
    private Duration keepAlive = Duration.ofSeconds(60);

    @Option(
            names = "--clean",
            description =
                    "Begin and leave without a session. Default: the broker keeps subscriptions, and messages of QoS 1 "
                            + "and 2, for the next connection with this client identifier.")
    private boolean clean;

    @Option(
            names = "--ca",
            paramLabel = "FILE",
            description = "For mqtts: the root certificate (PEM) that the broker is verified by.")
    private @Nullable String ca;

    @Option(
            names = "--cert",
            paramLabel = "FILE",
            description = "For mqtts: a certificate of our own (PEM), with --key.")
    private @Nullable String cert;

    @Option(names = "--key", paramLabel = "FILE", description = "For mqtts: the key (PEM) of --cert.")
    private @Nullable String key;

    @Option(names = "--insecure", description = "For mqtts: do not verify the server.")
    private boolean insecure;

    /**
     * The broker; the module's commands accept all its values.
     *
     * @throws AtUsageException names what is wrong, never a password
     */
    Broker broker(String text, Map<String, String> environment) {
        BrokerUrl url = BrokerUrl.parse(text);
        Broker broker = account.broker(url, environment)
                .clientId(clientId)
                .keepAlive(keepAlive)
                .cleanSession(clean)
                .tls(tls(url))
                .build();
        check(broker);
        return broker;
    }

    private @Nullable TlsMaterial tls(BrokerUrl url) {
        if (!url.tls()) {
            if (ca != null || cert != null || key != null || insecure) {
                throw Usage.wrong("--ca, --cert, --key and --insecure are for mqtts:// alone");
            }
            return null;
        }
        if ((cert == null) != (key == null)) {
            throw Usage.wrong("--cert and --key belong together");
        }
        if ((ca == null) != insecure) {
            throw Usage.wrong("mqtts:// takes either --ca FILE, or --insecure, which does not verify the server");
        }
        TlsMaterial.Builder material = TlsMaterial.builder();
        if (ca != null) {
            material.trust(UserFiles.bytes("--ca", ca));
        } else {
            material.withoutVerification();
        }
        if (cert != null && key != null) {
            material.identity(UserFiles.bytes("--cert", cert), UserFiles.bytes("--key", key));
        }
        return material.build();
    }

    /** Checks the limits of the module's commands. */
    private static void check(Broker broker) {
        MqttDialect module = L610Commands.of(L610Profile.defaults()).mqtt();
        module.user(1, broker.credentials());
        module.open(1, broker);
        TlsMaterial tls = broker.tls();
        if (tls != null) {
            tls.files().forEach((file, pem) -> module.loadTlsFile(file, pem, -1));
        }
    }
}
