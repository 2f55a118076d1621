package io.atflux.transport.serial.internal;

import io.atflux.transport.AtTransport;
import io.atflux.transport.TransportUrl;
import io.atflux.transport.serial.SerialTransport;
import io.atflux.transport.spi.TransportProvider;

/** {@code serial:/dev/ttyUSB2[?…]}; see {@link SerialTransport#of(TransportUrl)}. */
public final class SerialTransportProvider implements TransportProvider {

    @Override
    public String scheme() {
        return "serial";
    }

    @Override
    public AtTransport create(TransportUrl url) {
        return SerialTransport.of(url);
    }
}
