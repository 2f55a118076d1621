package io.atflux.link.internal.machine;

import java.time.Instant;

/**
 * When an event is handled, and what chance says then. Complete by its nature.
 *
 * @param now the time, which never goes back within a process
 * @param random 0 to 1
 */
public record Moment(Instant now, double random) {}
