package io.atflux.mqtt;

import io.atflux.error.AtUsageException;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An MQTT broker, and the settings of the connection to it. Immutable. */
public final class Broker {

    /** The treatment of a connection that is open although an open failed or got no answer. */
    public enum IfOpen {
        /** Keep it and use it. */
        KEEP,
        /** Close it and open a new one. */
        REOPEN
    }

    private final String host;
    private final int port;
    private final Credentials credentials;
    private final @Nullable Will will;
    private final Duration keepAlive;
    private final boolean cleanSession;
    private final @Nullable TlsMaterial tls;
    private final IfOpen ifOpen;

    private Broker(Builder builder) {
        this.host = builder.host;
        this.port = builder.port;
        this.credentials = builder.credentials;
        this.will = builder.will;
        this.keepAlive = builder.keepAlive;
        this.cleanSession = builder.cleanSession;
        this.tls = builder.tls;
        this.ifOpen = builder.ifOpen;
    }

    /**
     * Plain TCP, anonymous, keep-alive 60 s, the session kept.
     *
     * @throws AtUsageException for a text that cannot be a host; the message says what to write instead
     */
    public static Broker tcp(String host, int port) {
        return builder(host, port).build();
    }

    /**
     * TLS; otherwise as {@link #tcp}.
     *
     * @throws AtUsageException for a text that cannot be a host; the message says what to write instead
     */
    public static Broker tls(String host, int port, TlsMaterial material) {
        return builder(host, port).tls(material).build();
    }

    /**
     * Starts from {@link #tcp}.
     *
     * @param host name or address, an IPv6 address with or without brackets; no scheme, no port
     * @param port 1 to 65535; checked by the module's commands
     * @throws AtUsageException for a text that cannot be a host; the message says what to write instead
     */
    public static Builder builder(String host, int port) {
        return new Builder(host, port);
    }

    /** A builder with these values. */
    public Builder mutate() {
        return new Builder(host, port)
                .credentials(credentials)
                .will(will)
                .keepAlive(keepAlive)
                .cleanSession(cleanSession)
                .tls(tls)
                .ifOpen(ifOpen);
    }

    /** Name or address. */
    public String host() {
        return host;
    }

    /** The port. */
    public int port() {
        return port;
    }

    /** User, password, client identifier. */
    public Credentials credentials() {
        return credentials;
    }

    /** The message that the broker publishes if the connection is lost; null for none. */
    public @Nullable Will will() {
        return will;
    }

    /** The longest silence of the connection. */
    public Duration keepAlive() {
        return keepAlive;
    }

    /** The clean-session flag (MQTT 3.1.1, 3.1.2.4). */
    public boolean cleanSession() {
        return cleanSession;
    }

    /** TLS; null for plain TCP. */
    public @Nullable TlsMaterial tls() {
        return tls;
    }

    /** The treatment of a connection that is open already. */
    public IfOpen ifOpen() {
        return ifOpen;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Broker b
                && host.equals(b.host)
                && port == b.port
                && credentials.equals(b.credentials)
                && Objects.equals(will, b.will)
                && keepAlive.equals(b.keepAlive)
                && cleanSession == b.cleanSession
                && Objects.equals(tls, b.tls)
                && ifOpen == b.ifOpen;
    }

    @Override
    public int hashCode() {
        return Objects.hash(host, port, credentials, will, keepAlive, cleanSession, tls, ifOpen);
    }

    /** The address alone. */
    @Override
    public String toString() {
        return (tls == null ? "mqtt://" : "mqtts://") + host + ":" + port;
    }

    /** Collects the settings of a broker. Not thread-safe. */
    public static final class Builder {

        private final String host;
        private final int port;
        private Credentials credentials = Credentials.none();
        private @Nullable Will will;
        private Duration keepAlive = Duration.ofSeconds(60);
        private boolean cleanSession;
        private @Nullable TlsMaterial tls;
        private IfOpen ifOpen = IfOpen.KEEP;

        private Builder(String host, int port) {
            HostName.require(host);
            this.host = host;
            this.port = port;
        }

        /** User and password, 0 to 128 characters each on the L610; the client identifier is unchanged. */
        public Builder credentials(String user, String password) {
            return credentials(
                    credentials.mutate().user(user).password(password).build());
        }

        /** User, password and client identifier. Default: none. */
        public Builder credentials(Credentials other) {
            credentials = other;
            return this;
        }

        /** The MQTT client identifier; without one (null) the module uses its IMEI. */
        public Builder clientId(@Nullable String id) {
            return credentials(credentials.mutate().clientId(id).build());
        }

        /** The will; null for none, the default. */
        public Builder will(@Nullable Will other) {
            will = other;
            return this;
        }

        /** A UTF-8 will with QoS 0, not retained. */
        public Builder will(String topic, String text) {
            return will(Will.of(topic, text));
        }

        /** The keep-alive: whole seconds, 1 to 300 on the L610. The module sends the packets. Default: 60 s. */
        public Builder keepAlive(Duration other) {
            keepAlive = other;
            return this;
        }

        /** Whether the clean-session flag (MQTT 3.1.1, 3.1.2.4) is set. Default: no. */
        public Builder cleanSession(boolean clean) {
            cleanSession = clean;
            return this;
        }

        /** TLS; null for plain TCP, the default. */
        public Builder tls(@Nullable TlsMaterial material) {
            tls = material;
            return this;
        }

        /** The treatment of a connection that is open already. Default: keep it. */
        public Builder ifOpen(IfOpen policy) {
            ifOpen = policy;
            return this;
        }

        /** The broker with these values. */
        public Broker build() {
            return new Broker(this);
        }
    }
}
