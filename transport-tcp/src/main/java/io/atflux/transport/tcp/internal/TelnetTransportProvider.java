package io.atflux.transport.tcp.internal;

import io.atflux.transport.AtTransport;
import io.atflux.transport.TransportUrl;
import io.atflux.transport.spi.TransportProvider;
import io.atflux.transport.tcp.TcpTransport;

/** {@code telnet://host:port[?…]}: telnet without RFC 2217; see {@link TcpTransport#of(TransportUrl)}. */
public final class TelnetTransportProvider implements TransportProvider {

    /** For {@link java.util.ServiceLoader}. */
    public TelnetTransportProvider() {}

    @Override
    public String scheme() {
        return "telnet";
    }

    @Override
    public AtTransport create(TransportUrl url) {
        return TcpTransport.of(url);
    }
}
