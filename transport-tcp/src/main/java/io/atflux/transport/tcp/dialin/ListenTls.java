package io.atflux.transport.tcp.dialin;

import io.atflux.transport.tcp.internal.TlsIdentity;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Who we are to serial servers that dial in by TLS, and how they are verified. Immutable. Files are PEM, read when the listener
 * opens, and again by {@link TcpListener#reloadCertificates}.
 */
public final class ListenTls {

    private final TlsIdentity identity;
    private final @Nullable Path clients;

    private ListenTls(TlsIdentity identity, @Nullable Path clients) {
        this.identity = identity;
        this.clients = clients;
    }

    /**
     * Shows this certificate, and asks for none.
     *
     * @param certificates PEM, ours first, then those that lead to its authority
     * @param key PEM, PKCS #8, not encrypted
     */
    public static ListenTls of(Path certificates, Path key) {
        return new ListenTls(new TlsIdentity(certificates, key, null), null);
    }

    /** The same with an encrypted key. */
    public static ListenTls of(Path certificates, Path key, String password) {
        return new ListenTls(new TlsIdentity(certificates, key, password), null);
    }

    /** Takes only those who show a certificate that one of the authorities in this PEM file has signed. */
    public ListenTls requireClients(Path authorities) {
        return new ListenTls(identity, authorities);
    }

    TlsIdentity identity() {
        return identity;
    }

    @Nullable
    Path clients() {
        return clients;
    }
}
