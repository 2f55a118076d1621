package io.atflux.transport;

import io.atflux.error.AtUsageException;
import io.atflux.transport.spi.TransportProvider;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** Transports by URL: {@code tcp://10.0.0.7:7001}. */
public final class AtTransports {

    /** The artifacts of this project that provide a scheme, for the hint in the message if one is missing. */
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
     * The transport for a URL. Does not open it.
     *
     * @throws AtUsageException for a URL that does not parse, for a scheme of no transport on the class path, and for anything
     *     that the scheme's transport refuses
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

    /** The artifact of this project that provides the scheme. */
    private static String missing(String scheme) {
        String artifact = ARTIFACTS.get(scheme);
        return artifact == null ? "" : "; " + artifact + " provides it but is not on the class path";
    }
}
