package io.atflux.transport.tcp;

import io.atflux.transport.AtTransport;
import io.atflux.transport.TransportUrl;
import io.atflux.transport.spi.TransportProvider;

/** {@code tcp://host:port[?…]}: raw bytes. The parameters are {@link UrlOptions#COMMON}, and {@code baud}. */
public final class TcpTransportProvider implements TransportProvider {

    @Override
    public String scheme() {
        return "tcp";
    }

    @Override
    public AtTransport create(TransportUrl url) {
        return UrlOptions.create(url, TcpTransport::to, UrlOptions::baud, UrlOptions.BAUD);
    }
}
