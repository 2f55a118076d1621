package io.atflux.transport.tcp;

import io.atflux.transport.AtTransport;
import io.atflux.transport.TransportProvider;
import io.atflux.transport.TransportUrl;

/** {@code tcp://host:port[?…]}: raw bytes. The parameters are {@link UrlOptions#COMMON}, and {@code baud}. */
public final class TcpTransportProvider implements TransportProvider {

    /** For {@link java.util.ServiceLoader}. */
    public TcpTransportProvider() {}

    @Override
    public String scheme() {
        return "tcp";
    }

    @Override
    public AtTransport create(TransportUrl url) {
        return UrlOptions.create(url, TcpTransport::to, UrlOptions::baud, UrlOptions.BAUD);
    }
}
