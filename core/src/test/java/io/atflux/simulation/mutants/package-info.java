/** Proof that the simulation can fail: the engine, broken in one place at a time, is caught within the default seeds. */
@NullMarked
package io.atflux.simulation.mutants;

import org.jspecify.annotations.NullMarked;
