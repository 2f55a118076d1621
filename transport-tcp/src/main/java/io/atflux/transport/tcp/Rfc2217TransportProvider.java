package io.atflux.transport.tcp;

import io.atflux.transport.AtTransport;
import io.atflux.transport.TransportProvider;
import io.atflux.transport.TransportUrl;

/**
 * {@code rfc2217://host:port[?baud=115200&data-bits=8&parity=none&stop-bits=1&flow=none&dtr=on&rts=on…]}: the server is told how
 * to set its serial port; {@code parity} is none, odd, even, mark or space, {@code flow} is none, xon-xoff or rts-cts. The other
 * parameters are those of {@code tcp:}.
 */
public final class Rfc2217TransportProvider implements TransportProvider {

    /** For {@link java.util.ServiceLoader}. */
    public Rfc2217TransportProvider() {}

    @Override
    public String scheme() {
        return "rfc2217";
    }

    @Override
    public AtTransport create(TransportUrl url) {
        return UrlOptions.create(url, TcpTransport::rfc2217, UrlOptions::comPort, UrlOptions.COM_PORT);
    }
}
