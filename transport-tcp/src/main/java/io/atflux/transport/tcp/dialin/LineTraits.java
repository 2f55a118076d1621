package io.atflux.transport.tcp.dialin;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The properties of a device's line that sessions use.
 *
 * @param waitFor how long connecting waits for a dial-in; null for no limit
 */
record LineTraits(
        Duration latencyAllowance, int baudRate, @Nullable Duration waitFor) {}
