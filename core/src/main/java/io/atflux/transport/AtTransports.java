package io.atflux.transport;

import io.atflux.error.AtUsageException;
import io.atflux.transport.spi.TransportProvider;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** Transports by URL: {@code tcp://10.0.0.7:7001}. */
public final class AtTransports {

    /** Our own transports, for a hint to whoever left one out. */
    private static final Map<String, String> ARTIFACTS = Map.of(
            "serial", "io.atflux:atflux-transport-serial",
            "tcp", "io.atflux:atflux-transport-tcp",
            "tls", "io.atflux:atflux-transport-tcp",
            "telnet", "io.atflux:atflux-transport-tcp",
            "rfc2217", "io.atflux:atflux-transport-tcp",
            "rfc2217+tls", "io.atflux:atflux-transport-tcp",
            "listen", "io.atflux:atflux-transport-tcp");

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
                    "no transport for " + parsed.scheme() + ": (known: " + String.join(", ", known.keySet()) + ")"
                            + missing(parsed.scheme()),
                    null);
        }
        return provider.create(parsed);
    }

    /** Which artifact of ours has the scheme. */
    private static String missing(String scheme) {
        String artifact = ARTIFACTS.get(scheme);
        return artifact == null ? "" : "; " + artifact + " has it, and is not on the class path";
    }
}
