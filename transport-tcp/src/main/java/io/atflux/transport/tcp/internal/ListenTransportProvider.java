package io.atflux.transport.tcp.internal;

import io.atflux.transport.AtTransport;
import io.atflux.transport.TransportUrl;
import io.atflux.transport.spi.TransportProvider;
import io.atflux.transport.tcp.dialin.TcpListener;

/** {@code listen://host:port[?…]}: a serial server that dials in; see {@link TcpListener#dialIn(TransportUrl)}. */
public final class ListenTransportProvider implements TransportProvider {

    @Override
    public String scheme() {
        return "listen";
    }

    @Override
    public AtTransport create(TransportUrl url) {
        return TcpListener.dialIn(url);
    }
}
