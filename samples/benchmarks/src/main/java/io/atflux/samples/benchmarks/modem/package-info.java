/** A modem that costs next to nothing: what it answers is encoded before anybody asks. */
@NullMarked
package io.atflux.samples.benchmarks.modem;

import org.jspecify.annotations.NullMarked;
