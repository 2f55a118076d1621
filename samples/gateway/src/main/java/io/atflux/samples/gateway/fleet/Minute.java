package io.atflux.samples.gateway.fleet;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One minute of a modem.
 *
 * @param at its beginning
 * @param dbm the last signal strength of it; null if none was told
 */
public record Minute(Instant at, @Nullable Integer dbm, int in, int out) {}
