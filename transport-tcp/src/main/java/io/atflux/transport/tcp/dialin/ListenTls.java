package io.atflux.transport.tcp.dialin;

import io.atflux.transport.tcp.internal.TlsIdentity;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The listener's certificate for serial servers that dial in over TLS, and the verification of those servers. Immutable. Files
 * are PEM, read when the listener opens, and again by {@link TcpListener#reloadCertificates}.
 */
public final class ListenTls {

    private final TlsIdentity identity;
    private final @Nullable Path clients;

    private ListenTls(TlsIdentity identity, @Nullable Path clients) {
        this.identity = identity;
        this.clients = clients;
    }

    /**
     * Presents this certificate, and requests none.
     *
     * @param certificates PEM, the listener's first, then those that lead to its authority
     * @param key PEM, PKCS #8, not encrypted
     */
    public static ListenTls of(Path certificates, Path key) {
        return new ListenTls(new TlsIdentity(certificates, key, null), null);
    }

    /** The same with an encrypted key. */
    public static ListenTls of(Path certificates, Path key, String password) {
        return new ListenTls(new TlsIdentity(certificates, key, password), null);
    }

    /** Accepts only clients whose certificate is signed by one of the authorities in this PEM file. */
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
