package io.atflux.transport.tcp;

import io.atflux.transport.AtTransport;
import io.atflux.transport.TransportProvider;
import io.atflux.transport.TransportUrl;

/** {@code rfc2217+tls://host:port[?…]}: RFC 2217 in TLS, with the parameters of {@code rfc2217:} and of {@code tls:}. */
public final class Rfc2217TlsTransportProvider implements TransportProvider {

    /** For {@link java.util.ServiceLoader}. */
    public Rfc2217TlsTransportProvider() {}

    @Override
    public String scheme() {
        return "rfc2217+tls";
    }

    @Override
    public AtTransport create(TransportUrl url) {
        return UrlOptions.create(
                url,
                TcpTransport::rfc2217,
                (same, transport) -> UrlOptions.comPort(same, transport).tls(UrlOptions.tls(same)),
                UrlOptions.COM_PORT_TLS);
    }
}
