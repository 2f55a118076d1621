package io.atflux.samples.gateway.fleet;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What happened within one minute.
 *
 * @param at its beginning
 * @param dbm the last signal strength of it; null if none was told
 */
public record Minute(Instant at, @Nullable Integer dbm, int in, int out) {}
