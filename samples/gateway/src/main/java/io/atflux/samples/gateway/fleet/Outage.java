package io.atflux.samples.gateway.fleet;

import io.atflux.link.LinkCause;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A time without a connection.
 *
 * @param until null while it lasts
 * @param cause why it began; null if it is not known
 */
public record Outage(
        Instant from, @Nullable Instant until, @Nullable LinkCause cause) {}
