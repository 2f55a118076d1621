package io.atflux.transport.tcp;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A proxy between client and server; it also resolves the server's name. */
public final class ProxySettings {

    /** The proxy's protocol. */
    public enum Kind {
        /** RFC 1928, users by RFC 1929. */
        SOCKS5,
        /** CONNECT (RFC 9110 9.3.6), users by Basic authentication. */
        HTTP
    }

    private final Kind kind;
    private final String host;
    private final int port;
    private final @Nullable String user;
    private final @Nullable String password;

    private ProxySettings(Builder builder) {
        kind = builder.kind;
        host = builder.host;
        port = builder.port;
        user = builder.user;
        password = builder.password;
        if (host.isBlank()) {
            throw new IllegalArgumentException("the proxy's host is empty");
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("the proxy's port " + port + " is not within 1 to 65535");
        }
    }

    /**
     * A SOCKS5 proxy without authentication.
     *
     * @throws IllegalArgumentException for an empty host, or a port that is not within 1 to 65535
     */
    public static ProxySettings socks5(String host, int port) {
        return builder().kind(Kind.SOCKS5).host(host).port(port).build();
    }

    /**
     * An HTTP proxy without authentication.
     *
     * @throws IllegalArgumentException for an empty host, or a port that is not within 1 to 65535
     */
    public static ProxySettings http(String host, int port) {
        return builder().kind(Kind.HTTP).host(host).port(port).build();
    }

    /** Starts from SOCKS5, its usual port, and no user; the host must be set. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder with these values, the password included. */
    public Builder mutate() {
        Builder builder = builder().kind(kind).host(host).port(port);
        builder.user = user;
        builder.password = password;
        return builder;
    }

    /** The protocol. */
    public Kind kind() {
        return kind;
    }

    /** The name or address. */
    public String host() {
        return host;
    }

    /** The port, 1 to 65535. */
    public int port() {
        return port;
    }

    /** The user; null for a proxy without authentication. */
    public @Nullable String user() {
        return user;
    }

    /** The password; never in a log or message. */
    @Nullable
    String password() {
        return password;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ProxySettings proxy
                && kind == proxy.kind
                && host.equals(proxy.host)
                && port == proxy.port
                && Objects.equals(user, proxy.user)
                && Objects.equals(password, proxy.password);
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind, host, port, user);
    }

    @Override
    public String toString() {
        return "proxy " + host + ":" + port;
    }

    /** Collects the values of {@link ProxySettings}; {@link #build} checks them. */
    public static final class Builder {

        private Kind kind = Kind.SOCKS5;
        private String host = "";
        private int port = 1080;
        private @Nullable String user;
        private @Nullable String password;

        private Builder() {}

        /** The protocol. Default SOCKS5. */
        public Builder kind(Kind which) {
            kind = which;
            return this;
        }

        /** The name or address. */
        public Builder host(String name) {
            host = name;
            return this;
        }

        /** The port, 1 to 65535. Default 1080. */
        public Builder port(int number) {
            port = number;
            return this;
        }

        /** User and password for a proxy with authentication. Default: none. */
        public Builder credentials(String name, String secret) {
            user = name;
            password = secret;
            return this;
        }

        /** @throws IllegalArgumentException for an empty host, or a port that is not within 1 to 65535 */
        public ProxySettings build() {
            return new ProxySettings(this);
        }
    }
}
