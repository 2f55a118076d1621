/** A modem with minimal cost: its answers are encoded in advance. */
@NullMarked
package io.atflux.samples.benchmarks.modem;

import org.jspecify.annotations.NullMarked;
