package io.atflux.transport.spi;

import io.atflux.transport.AtTransport;
import io.atflux.transport.TransportUrl;

/**
 * Opens the URLs of one scheme. Found by {@link java.util.ServiceLoader}: with a transport's jar on the class path,
 * {@link io.atflux.transport.AtTransports#of(String)} knows its scheme.
 *
 * <p>Implemented by transports; new methods come only with a default.
 */
public interface TransportProvider {

    /** The scheme in lower case, without its colon: {@code tcp}. */
    String scheme();

    /**
     * Builds the transport; does not open it.
     *
     * @throws io.atflux.error.AtUsageException for a part that is missing, unknown or out of range
     */
    AtTransport create(TransportUrl url);
}
