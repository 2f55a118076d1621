package io.atflux.transport.tcp;

import io.atflux.transport.AtTransport;
import io.atflux.transport.TransportProvider;
import io.atflux.transport.TransportUrl;

/**
 * {@code listen://0.0.0.0:7001[?device=ID&registration=regex:…]}: a serial server that dials in, the one called {@code ID}, or
 * whichever is next. The parameters are {@link ListenUrl#NAMES}, and documented in the README.
 *
 * <p>The port is listened on from the first connecting on, and shared by all sessions in this JVM that name it with the
 * same options ({@code device}, {@code connect-timeout}, {@code latency} and {@code baud} may differ). It is given back
 * {@code linger} (60 s) after the last of them ended and nobody waits for one: a device that dials in again finds somebody.
 */
public final class ListenTransportProvider implements TransportProvider {

    /** For {@link java.util.ServiceLoader}. */
    public ListenTransportProvider() {}

    @Override
    public String scheme() {
        return "listen";
    }

    @Override
    public AtTransport create(TransportUrl url) {
        return ListenUrl.transport(url);
    }
}
