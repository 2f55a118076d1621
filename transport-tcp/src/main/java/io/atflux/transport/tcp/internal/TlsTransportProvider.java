package io.atflux.transport.tcp.internal;

import io.atflux.transport.AtTransport;
import io.atflux.transport.TransportUrl;
import io.atflux.transport.spi.TransportProvider;
import io.atflux.transport.tcp.TcpTransport;

/** {@code tls://host:port[?…]}: raw bytes over TLS; see {@link TcpTransport#of(TransportUrl)}. */
public final class TlsTransportProvider implements TransportProvider {

    @Override
    public String scheme() {
        return "tls";
    }

    @Override
    public AtTransport create(TransportUrl url) {
        return TcpTransport.of(url);
    }
}
