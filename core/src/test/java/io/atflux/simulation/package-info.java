/**
 * Deterministic simulation: a model of a modem and a real session talk over a hostile line, on virtual time, by a script
 * that a seed decides. After each step the promises of the session are checked.
 */
@NullMarked
package io.atflux.simulation;

import org.jspecify.annotations.NullMarked;
