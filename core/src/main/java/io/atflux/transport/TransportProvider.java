package io.atflux.transport;

/**
 * Opens the URLs of one scheme. Found by {@link java.util.ServiceLoader}: a transport's jar on the class path is enough for
 * {@link AtTransports#of(String)} to know its scheme.
 */
public interface TransportProvider {

    /** The scheme in lower case, without its colon: {@code tcp}. */
    String scheme();

    /**
     * Builds the transport; opens nothing yet.
     *
     * @throws io.atflux.error.AtUsageException for a part that is missing, unknown or out of range
     */
    AtTransport create(TransportUrl url);
}
