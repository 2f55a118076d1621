/** One short command after the other on each of many lines: the engine beside others that do the same. */
@NullMarked
package io.atflux.samples.benchmarks.command;

import org.jspecify.annotations.NullMarked;
