package io.atflux.samples.gateway.publish;

import io.atflux.link.DeliveryReceipt;
import org.jspecify.annotations.Nullable;

/**
 * The progress of a message within the time that its sender waits.
 *
 * @param receipt null if it is in the outbox, and its end is still open
 */
public record Published(String id, @Nullable DeliveryReceipt receipt) {}
