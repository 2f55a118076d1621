package io.atflux.transport.tcp;

import org.jspecify.annotations.Nullable;

/**
 * A proxy on the way to the server; it also looks the server's name up.
 *
 * @param port 1 to 65535
 * @param user null for a proxy that asks for none
 * @param password never in a log or message
 */
public record ProxySettings(
        Kind kind,
        String host,
        int port,
        @Nullable String user,
        @Nullable String password) {

    /** What it speaks. */
    public enum Kind {
        /** RFC 1928, users by RFC 1929. */
        SOCKS5,
        /** CONNECT (RFC 9110 9.3.6), users by Basic authentication. */
        HTTP
    }

    public ProxySettings {
        if (host.isBlank()) {
            throw new IllegalArgumentException("the proxy's host is empty");
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("the proxy's port " + port + " is not within 1 to 65535");
        }
        if ((user == null) != (password == null)) {
            throw new IllegalArgumentException("a proxy's user and password are given together");
        }
    }

    public static ProxySettings socks5(String host, int port) {
        return new ProxySettings(Kind.SOCKS5, host, port, null, null);
    }

    public static ProxySettings http(String host, int port) {
        return new ProxySettings(Kind.HTTP, host, port, null, null);
    }

    public ProxySettings credentials(String newUser, String newPassword) {
        return new ProxySettings(kind, host, port, newUser, newPassword);
    }

    @Override
    public String toString() {
        return "proxy " + host + ":" + port;
    }
}
