package io.atflux.transport.tcp.internal;

import io.atflux.transport.AtTransport;
import io.atflux.transport.TransportUrl;
import io.atflux.transport.spi.TransportProvider;
import io.atflux.transport.tcp.TcpTransport;

/** {@code rfc2217+tls://host:port[?…]}: RFC 2217 over TLS; see {@link TcpTransport#of(TransportUrl)}. */
public final class Rfc2217TlsTransportProvider implements TransportProvider {

    @Override
    public String scheme() {
        return "rfc2217+tls";
    }

    @Override
    public AtTransport create(TransportUrl url) {
        return TcpTransport.of(url);
    }
}
