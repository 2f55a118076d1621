package io.atflux.transport.tcp;

import io.atflux.transport.tcp.internal.TlsContexts;
import io.atflux.transport.tcp.internal.TlsIdentity;
import io.atflux.transport.tcp.internal.TlsTrust;
import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a TLS server is verified, and the client's own certificate. Immutable: every setter returns a changed copy.
 *
 * <p>By default the server's certificate must be signed by an authority that the JVM trusts, and must match the host of the
 * connection (RFC 2818 3.1). Files are PEM, and read again for each connection.
 */
public final class TlsSettings {

    private static final TlsSettings DEFAULTS = new TlsSettings(new TlsTrust.OfTheSystem(), null, null);

    private final TlsTrust trust;
    private final @Nullable TlsIdentity identity;
    private final @Nullable String serverName;

    private TlsSettings(TlsTrust trust, @Nullable TlsIdentity identity, @Nullable String serverName) {
        this.trust = trust;
        this.identity = identity;
        this.serverName = serverName;
    }

    /** The JVM's authorities, the host's name verified, no client certificate. */
    public static TlsSettings defaults() {
        return DEFAULTS;
    }

    /** Trusts only the authorities, or the exact certificates, in this PEM file. Names are verified. */
    public TlsSettings trust(Path pem) {
        return new TlsSettings(new TlsTrust.Authorities(pem), identity, serverName);
    }

    /**
     * Trusts exactly one certificate, regardless of its name, dates and issuer: for a device's self-signed certificate.
     *
     * @param sha256 SHA-256 of the DER certificate, 64 hexadecimal digits, with or without colons, as
     *     {@code openssl x509 -noout -fingerprint -sha256} prints it
     * @throws IllegalArgumentException for anything else
     */
    public TlsSettings fingerprint(String sha256) {
        String digits = sha256.strip().replace(":", "").toUpperCase(Locale.ROOT);
        if (!digits.matches("[0-9A-F]{64}")) {
            throw new IllegalArgumentException("a fingerprint is 64 hexadecimal digits, the SHA-256 of a certificate");
        }
        return new TlsSettings(new TlsTrust.Pinned(digits), identity, serverName);
    }

    /** Verifies nothing: any peer passes for the server, and can read and change everything. */
    public TlsSettings withoutVerification() {
        return new TlsSettings(new TlsTrust.Anything(), identity, serverName);
    }

    /**
     * Presents this certificate to a server that requests one.
     *
     * @param certificates PEM, the client's first, then those that lead to its authority
     * @param key PEM, PKCS #8, not encrypted
     */
    public TlsSettings clientCertificate(Path certificates, Path key) {
        return new TlsSettings(trust, new TlsIdentity(certificates, key, null), serverName);
    }

    /** The same with an encrypted key. */
    public TlsSettings clientCertificate(Path certificates, Path key, String password) {
        return new TlsSettings(trust, new TlsIdentity(certificates, key, password), serverName);
    }

    /**
     * The name that is requested (SNI, RFC 6066 3) and verified in place of the host: for a server reached by its address or
     * through a tunnel.
     *
     * @throws IllegalArgumentException for text that cannot be a host name
     */
    public TlsSettings serverName(String name) {
        if (!name.matches("[A-Za-z0-9_]([A-Za-z0-9_.-]{0,251}[A-Za-z0-9_])?")) {
            throw new IllegalArgumentException("server name '" + name + "' is no host name");
        }
        return new TlsSettings(trust, identity, name);
    }

    /** The context for a handshake. Reads files, so never on an event loop; errors with a message for the user. */
    SslContext context(TcpTransport transport) throws IOException {
        return TlsContexts.client(trust, identity, serverName == null ? transport.host() : serverName, transport);
    }

    TlsTrust trust() {
        return trust;
    }

    @Nullable
    TlsIdentity identity() {
        return identity;
    }

    @Nullable
    String serverName() {
        return serverName;
    }
}
