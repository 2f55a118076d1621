package io.atflux.link.internal.machine;

import java.time.Instant;

/**
 * The time of an event, and a random number. Complete by its nature.
 *
 * @param now the time, which never goes back within a process
 * @param random 0 to 1
 */
public record Moment(Instant now, double random) {}
