/**
 * Deterministic simulation: a model of a modem and a real session talk over a hostile line, on virtual time, by a
 * script from a seed. The promises of the session are checked after each step.
 */
@NullMarked
package io.atflux.simulation;

import org.jspecify.annotations.NullMarked;
