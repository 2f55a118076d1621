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
 * How a TLS server is verified, and who we are to it. Immutable: every setter returns a changed copy.
 *
 * <p>By default the server's certificate must be signed by an authority that the JVM trusts, and be for the host that was
 * connected to (RFC 2818 3.1). Files are PEM, and read anew for each connection.
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

    /** The JVM's authorities, the host's name verified, no certificate of ours. */
    public static TlsSettings defaults() {
        return DEFAULTS;
    }

    /** Trusts the authorities, or the very certificates, in this PEM file, and no others. Names are verified. */
    public TlsSettings trust(Path pem) {
        return new TlsSettings(new TlsTrust.Authorities(pem), identity, serverName);
    }

    /**
     * Trusts exactly one certificate, whatever its name, dates and issuer: for the self-signed one of a box.
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

    /** Verifies nothing: whoever answers is believed to be the server, and may read and change everything. */
    public TlsSettings withoutVerification() {
        return new TlsSettings(new TlsTrust.Anything(), identity, serverName);
    }

    /**
     * Shows this certificate to a server that asks for one.
     *
     * @param certificates PEM, ours first, then those that lead to its authority
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
     * The name that is asked for (SNI, RFC 6066 3) and verified in place of the host: for a server reached by its address or
     * through a tunnel.
     *
     * @throws IllegalArgumentException for what cannot be a host's name
     */
    public TlsSettings serverName(String name) {
        if (!name.matches("[A-Za-z0-9_]([A-Za-z0-9_.-]{0,251}[A-Za-z0-9_])?")) {
            throw new IllegalArgumentException("server name '" + name + "' is no host name");
        }
        return new TlsSettings(trust, identity, name);
    }

    /** What a handshake needs. Reads files, so never on an event loop; errors with words for the user. */
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
