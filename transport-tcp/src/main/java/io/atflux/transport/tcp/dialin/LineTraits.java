package io.atflux.transport.tcp.dialin;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What sessions on a device's line go by.
 *
 * @param waitFor how long connecting waits for a dial-in; null for ever
 */
record LineTraits(
        Duration latencyAllowance, int baudRate, @Nullable Duration waitFor) {}
