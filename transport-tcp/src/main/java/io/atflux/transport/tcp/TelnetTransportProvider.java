package io.atflux.transport.tcp;

import io.atflux.transport.AtTransport;
import io.atflux.transport.TransportProvider;
import io.atflux.transport.TransportUrl;

/** {@code telnet://host:port[?…]}: telnet without RFC 2217. The parameters are those of {@code tcp:}. */
public final class TelnetTransportProvider implements TransportProvider {

    /** For {@link java.util.ServiceLoader}. */
    public TelnetTransportProvider() {}

    @Override
    public String scheme() {
        return "telnet";
    }

    @Override
    public AtTransport create(TransportUrl url) {
        return UrlOptions.create(url, TcpTransport::telnet, UrlOptions::baud, UrlOptions.BAUD);
    }
}
