/** Processes beside this one: modems, and JVMs whose memory is measured. */
@NullMarked
package io.atflux.samples.benchmarks.process;

import org.jspecify.annotations.NullMarked;
