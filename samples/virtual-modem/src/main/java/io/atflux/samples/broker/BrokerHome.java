package io.atflux.samples.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Comparator;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The folders and the configuration files that HiveMQ needs, for one run of the broker. */
final class BrokerHome implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BrokerHome.class);
    private static final int MAX_PACKET = 1 << 20;

    private final Path root;
    private final String password = UUID.randomUUID().toString();

    /** Deletes the files if the process ends before the broker is stopped. */
    private final Thread atExit = new Thread(this::delete, "broker-home");

    private BrokerHome(Path root) {
        this.root = root;
    }

    static BrokerHome create(int port, Map<ClientCertificates, Integer> tlsPorts, @Nullable DemoPki pki)
            throws IOException {
        BrokerHome home = new BrokerHome(Files.createTempDirectory("atflux-broker"));
        Runtime.getRuntime().addShutdownHook(home.atExit);
        try {
            home.write(port, tlsPorts, pki);
            return home;
        } catch (IOException | GeneralSecurityException e) {
            home.close();
            throw new IOException("the broker's configuration cannot be written", e);
        }
    }

    Path configuration() {
        return root.resolve("conf");
    }

    Path data() {
        return root.resolve("data");
    }

    Path extensions() {
        return root.resolve("extensions");
    }

    Path root() {
        return root;
    }

    @Override
    public void close() {
        delete();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException shuttingDown) {
            // The hook already runs; it finds nothing to delete.
        }
    }

    private void delete() {
        if (!Files.exists(root)) {
            return;
        }
        try (Stream<Path> found = Files.walk(root)) {
            for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            LOG.warn("{} could not be deleted", root, e);
        }
    }

    private void write(int port, Map<ClientCertificates, Integer> tlsPorts, @Nullable DemoPki pki)
            throws IOException, GeneralSecurityException {
        Files.createDirectory(configuration());
        Files.createDirectory(data());
        Files.createDirectory(extensions());
        StringBuilder listeners = new StringBuilder();
        listeners.append("<tcp-listener>").append(endpoint(port)).append("</tcp-listener>");
        if (pki != null) {
            save(pki.serverStore(password.toCharArray()), "server.p12");
            save(pki.trustStore(), "trust.p12");
            tlsPorts.forEach((mode, tlsPort) -> listeners
                    .append("<tls-tcp-listener>")
                    .append(endpoint(tlsPort))
                    .append(tls(mode))
                    .append("</tls-tcp-listener>"));
        }
        Files.writeString(configuration().resolve("config.xml"), """
                <?xml version="1.0"?>
                <hivemq>
                    <listeners>%s</listeners>
                    <persistence><mode>in-memory</mode></persistence>
                    <restrictions><no-connect-idle-timeout>10000</no-connect-idle-timeout></restrictions>
                    <mqtt><packets><max-packet-size>%d</max-packet-size></packets></mqtt>
                    <anonymous-usage-statistics><enabled>false</enabled></anonymous-usage-statistics>
                </hivemq>
                """.formatted(listeners, MAX_PACKET));
    }

    private void save(KeyStore store, String name) throws IOException, GeneralSecurityException {
        try (OutputStream out = Files.newOutputStream(root.resolve(name))) {
            store.store(out, password.toCharArray());
        }
    }

    private static String endpoint(int port) {
        return "<port>" + port + "</port><bind-address>" + EmbeddedBroker.HOST + "</bind-address>";
    }

    private String tls(ClientCertificates mode) {
        return """
                <tls>
                    <client-authentication-mode>%2$s</client-authentication-mode>
                    <keystore>
                        <path>%1$s</path><password>%3$s</password><private-key-password>%3$s</private-key-password>
                    </keystore>
                    <truststore><path>%4$s</path><password>%3$s</password></truststore>
                </tls>
                """.formatted(root.resolve("server.p12"), mode, password, root.resolve("trust.p12"));
    }
}
