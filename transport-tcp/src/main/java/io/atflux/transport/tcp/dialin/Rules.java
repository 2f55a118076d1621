package io.atflux.transport.tcp.dialin;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a listener.
 *
 * @param name the listener's name, for messages
 * @param packetLimit the longest registration packet, bytes
 * @param registerWithin the time from the connection to the registration, including a TLS handshake
 * @param allowed the ids that may register; null for any
 * @param perAddress the limit of connections from one address
 * @param connections the limit of connections in total
 * @param holdFor how long a connection waits for a session
 * @param devices the number of ids that are remembered, in addition to those in use
 * @param replacement the policy for a newer connection of a device with an open one
 * @param idleLimit the time without a session or a waiting subscriber after which the dispatcher ends itself; null for never
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
