package io.atflux.transport;

import io.atflux.error.AtUsageException;
import io.atflux.transport.spi.TransportProvider;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** Transports by URL: {@code tcp://10.0.0.7:7001}. */
public final class AtTransports {

    private AtTransports() {}

    /**
     * The transport that a URL names. Opens nothing yet.
     *
     * @throws AtUsageException for a URL that does not parse, a scheme that no transport on the class path knows, and
     *     whatever the scheme's own transport does not accept
     */
    public static AtTransport of(String url) {
        TransportUrl parsed = TransportUrl.parse(url);
        Map<String, TransportProvider> known = new TreeMap<>();
        ServiceLoader.load(TransportProvider.class, AtTransports.class.getClassLoader())
                .forEach(provider -> known.putIfAbsent(provider.scheme(), provider));
        TransportProvider provider = known.get(parsed.scheme());
        if (provider == null) {
            throw new AtUsageException(
                    AtUsageException.Reason.URL,
                    "no transport for " + parsed.scheme() + ": (known: " + String.join(", ", known.keySet()) + ")",
                    null);
        }
        return provider.create(parsed);
    }
}
