package io.atflux.transport.tcp.internal;

import io.atflux.transport.AtTransport;
import io.atflux.transport.TransportUrl;
import io.atflux.transport.spi.TransportProvider;
import io.atflux.transport.tcp.TcpTransport;

/** {@code tcp://host:port[?…]}: raw bytes; see {@link TcpTransport#of(TransportUrl)}. */
public final class TcpTransportProvider implements TransportProvider {

    /** For {@link java.util.ServiceLoader}. */
    public TcpTransportProvider() {}

    @Override
    public String scheme() {
        return "tcp";
    }

    @Override
    public AtTransport create(TransportUrl url) {
        return TcpTransport.of(url);
    }
}
