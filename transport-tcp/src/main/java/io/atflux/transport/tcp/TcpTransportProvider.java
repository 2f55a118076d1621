package io.atflux.transport.tcp;

import io.atflux.error.AtUsageException;
import io.atflux.transport.AtTransport;
import io.atflux.transport.TransportProvider;
import io.atflux.transport.TransportUrl;
import java.time.Duration;

/**
 * {@code tcp://host:port[?connect-timeout=10s&keep-alive=30s&latency=0s&baud=0]}; {@code keep-alive=off} probes never,
 * otherwise it is the silence after which probing starts ({@link KeepAlive#after}).
 */
public final class TcpTransportProvider implements TransportProvider {

    private static final String CONNECT_TIMEOUT = "connect-timeout";
    private static final String KEEP_ALIVE = "keep-alive";
    private static final String LATENCY = "latency";
    private static final String BAUD = "baud";

    @Override
    public String scheme() {
        return "tcp";
    }

    @Override
    public AtTransport create(TransportUrl url) {
        url.requireHostAndPort().allowParameters(CONNECT_TIMEOUT, KEEP_ALIVE, LATENCY, BAUD);
        try {
            TcpTransport transport = TcpTransport.to(url.host(), url.port())
                    .latencyAllowance(url.duration(LATENCY, Duration.ZERO))
                    .baudRate(url.number(BAUD, 1, 10_000_000, 0));
            if (url.parameters().containsKey(CONNECT_TIMEOUT)) {
                transport = transport.connectTimeout(url.duration(CONNECT_TIMEOUT, Duration.ZERO));
            }
            if (url.text(KEEP_ALIVE, "").equals("off")) {
                return transport.withoutKeepAlive();
            }
            return url.parameters().containsKey(KEEP_ALIVE)
                    ? transport.keepAlive(KeepAlive.after(url.duration(KEEP_ALIVE, Duration.ZERO)))
                    : transport;
        } catch (IllegalArgumentException outOfRange) {
            throw new AtUsageException(url + ": " + outOfRange.getMessage(), null);
        }
    }
}
