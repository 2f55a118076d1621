package io.atflux.transport.tcp;

import io.atflux.transport.AtTransport;
import io.atflux.transport.TransportProvider;
import io.atflux.transport.TransportUrl;

/**
 * {@code tls://host:port[?…]}: raw bytes in TLS. The parameters are those of {@code tcp:}, and {@code ca=FILE} (PEM of the
 * trusted authorities), {@code fingerprint=SHA-256} (of the one trusted certificate), {@code verify=off}, {@code cert=FILE}
 * and {@code key=FILE} (PEM, ours), {@code server-name=NAME}. A key's password has no place in a URL: see
 * {@link TlsSettings#clientCertificate(java.nio.file.Path, java.nio.file.Path, String)}.
 */
public final class TlsTransportProvider implements TransportProvider {

    /** For {@link java.util.ServiceLoader}. */
    public TlsTransportProvider() {}

    @Override
    public String scheme() {
        return "tls";
    }

    @Override
    public AtTransport create(TransportUrl url) {
        return UrlOptions.create(
                url,
                TcpTransport::tls,
                (same, transport) -> UrlOptions.baud(same, transport).tls(UrlOptions.tls(same)),
                UrlOptions.BAUD_TLS);
    }
}
