package io.atflux.transport.tcp.dialin;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a listener.
 *
 * @param name the listener's, for messages
 * @param packetLimit bytes of a registration packet at the most
 * @param registerWithin from the connection to the registration, a TLS handshake included
 * @param allowed the ids that may register; null for any
 * @param perAddress connections from one address at the most
 * @param connections in all at the most
 * @param holdFor how long a connection waits to be taken
 * @param devices how many ids are remembered, besides those in use
 * @param replacement of a device's open connection by a newer one
 * @param idleLimit after how long without a session, or anybody who waits for one, the dispatcher ends itself; null for never
 */
record Rules(
        String name,
        DeviceRegistration registration,
        int packetLimit,
        Duration registerWithin,
        @Nullable Set<String> allowed,
        int perAddress,
        int connections,
        Duration holdFor,
        int devices,
        @Nullable Heartbeat heartbeat,
        ReplacementPolicy replacement,
        @Nullable Duration idleLimit) {}
