package io.atflux.samples.broker;

import com.hivemq.configuration.service.InternalConfigurations;
import com.hivemq.embedded.EmbeddedExtension;
import com.hivemq.embedded.EmbeddedHiveMQ;
import com.hivemq.extension.sdk.api.services.session.ClientService;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * HiveMQ CE in this process: an MQTT broker on 127.0.0.1 that keeps everything in memory, leaves no files and sends no
 * usage statistics. A start takes about two seconds, so tests share one.
 *
 * <p>The broker logs through SLF4J under {@code com.hivemq}; a quiet program sets that logger to WARN.
 *
 * <p>Threads: methods block and may be called from any thread, one at a time.
 */
public final class EmbeddedBroker implements AutoCloseable {

    /** The only address that the broker listens on. */
    public static final String HOST = "127.0.0.1";

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int SHUTDOWN_GRACE_MILLIS = 200;
    /**
     * An extension finds its broker's services in static fields, so two brokers that start at once would take each
     * other's services.
     */
    private static final Object ONE_START_AT_A_TIME = new Object();

    private final int port;
    private final Map<ClientCertificates, Integer> tlsPorts;
    private final @Nullable DemoPki pki;
    private final AccessExtension access;
    private @Nullable Run run;

    private record Run(EmbeddedHiveMQ broker, BrokerHome home) {}

    private EmbeddedBroker(Builder builder) throws IOException {
        port = LoopbackPorts.claim(builder.port);
        tlsPorts = new EnumMap<>(ClientCertificates.class);
        for (Map.Entry<ClientCertificates, Integer> wanted : builder.tlsPorts.entrySet()) {
            tlsPorts.put(wanted.getKey(), LoopbackPorts.claim(wanted.getValue()));
        }
        pki = builder.pki;
        access = new AccessExtension(builder.access);
    }

    /** A broker with one plain port, chosen by the system, that admits every client. */
    public static Builder builder() {
        return new Builder();
    }

    /** The plain port. */
    public int port() {
        return port;
    }

    /**
     * The TLS port with this client certificate policy.
     *
     * @throws IllegalStateException if the broker has no such port
     */
    public int tlsPort(ClientCertificates mode) {
        Integer tlsPort = tlsPorts.get(mode);
        if (tlsPort == null) {
            throw new IllegalStateException("this broker has no TLS port with client certificates " + mode);
        }
        return tlsPort;
    }

    /**
     * Starts the broker, or starts it again on the same ports without retained messages.
     *
     * @return this
     * @throws IOException if the broker is not up within a minute, or a port is taken
     */
    public synchronized EmbeddedBroker start() throws IOException {
        if (run != null) {
            return this;
        }
        InternalConfigurations.PERSISTENCE_SHUTDOWN_GRACE_PERIOD_MSEC.set(SHUTDOWN_GRACE_MILLIS);
        BrokerHome home = BrokerHome.create(port, tlsPorts, pki);
        EmbeddedHiveMQ broker = EmbeddedHiveMQ.builder()
                .withConfigurationFolder(home.configuration())
                .withDataFolder(home.data())
                .withExtensionsFolder(home.extensions())
                .withEmbeddedExtension(EmbeddedExtension.builder()
                        .withId("access")
                        .withName("access")
                        .withVersion("1")
                        .withExtensionMain(access)
                        .build())
                .withoutLoggingBootstrap()
                .build();
        run = new Run(broker, home);
        try {
            synchronized (ONE_START_AT_A_TIME) {
                await(broker.start(), "start");
            }
            reach(port);
            for (int tlsPort : tlsPorts.values()) {
                reach(tlsPort);
            }
        } catch (IOException e) {
            stop();
            throw e;
        }
        return this;
    }

    /** Stops the broker: closes the client connections and deletes its files. {@link #start()} is possible again. */
    public synchronized void stop() throws IOException {
        Run last = run;
        if (last == null) {
            return;
        }
        run = null;
        try {
            await(last.broker.stop(), "stop");
        } finally {
            last.home.close();
            closeQuietly(last.broker);
        }
    }

    @Override
    public void close() throws IOException {
        stop();
    }

    /**
     * Disconnects a client for an administrative reason; its will is published. Returns when {@link #isConnected} is
     * false, or the client has connected again. HiveMQ's own answer comes when the socket closes, before the broker has
     * removed the client.
     *
     * @return whether such a client was connected
     */
    public boolean disconnect(String clientId) throws IOException {
        int arrivals = access.arrivals(clientId);
        if (!isConnected(clientId)) {
            return false;
        }
        await(clients().disconnectClient(clientId), "disconnect " + clientId);
        awaitGone(clientId, arrivals);
        return true;
    }

    /**
     * Waits until the broker has removed a client that disconnected. The broker notices a little later than the client.
     *
     * @throws IOException if the client is still connected after a minute
     */
    public void awaitGone(String clientId) throws IOException {
        awaitGone(clientId, access.arrivals(clientId));
    }

    private void awaitGone(String clientId, int arrivals) throws IOException {
        long start = System.nanoTime();
        while (isConnected(clientId) && access.arrivals(clientId) == arrivals) {
            if (System.nanoTime() - start > LIMIT.toNanos()) {
                throw new IOException("the broker still has " + clientId);
            }
            Thread.onSpinWait();
        }
    }

    /** Whether a client with this id is connected. */
    public boolean isConnected(String clientId) throws IOException {
        return await(clients().isClientConnected(clientId), "look for " + clientId);
    }

    /** The folder of the broker's files, null while the broker is down. */
    synchronized @Nullable Path files() {
        return run == null ? null : run.home.root();
    }

    private ClientService clients() {
        ClientService clients = access.clients();
        if (clients == null) {
            throw new IllegalStateException("the broker is not running");
        }
        return clients;
    }

    /** HiveMQ only logs a listener that could not bind, if another one could. */
    private static void reach(int port) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getByName(HOST), port), (int) LIMIT.toMillis());
        }
    }

    private static <T> T await(CompletableFuture<T> future, String what) throws IOException {
        try {
            return future.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the broker did not " + what, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the broker was to " + what, e);
        }
    }

    private static void closeQuietly(EmbeddedHiveMQ broker) throws IOException {
        try {
            broker.close();
        } catch (ExecutionException e) {
            throw new IOException("the broker did not close", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Configures a broker. */
    public static final class Builder {

        private int port;
        private final Map<ClientCertificates, Integer> tlsPorts = new EnumMap<>(ClientCertificates.class);
        private @Nullable DemoPki pki;
        private BrokerAccess access = BrokerAccess.open();

        private Builder() {}

        /** Sets the plain port; 0, the default, selects a free one. */
        public Builder port(int port) {
            this.port = port;
            return this;
        }

        /**
         * Adds a TLS port (0 selects a free one) with the server certificate of {@code pki}. One port per mode is
         * possible.
         */
        public Builder tls(DemoPki pki, ClientCertificates mode, int tlsPort) {
            this.pki = Objects.requireNonNull(pki);
            tlsPorts.put(mode, tlsPort);
            return this;
        }

        /** Sets the access rules. */
        public Builder access(BrokerAccess access) {
            this.access = Objects.requireNonNull(access);
            return this;
        }

        /**
         * Claims the ports; does not start the broker.
         *
         * @throws IOException if a given port is taken
         */
        public EmbeddedBroker build() throws IOException {
            return new EmbeddedBroker(this);
        }
    }
}
