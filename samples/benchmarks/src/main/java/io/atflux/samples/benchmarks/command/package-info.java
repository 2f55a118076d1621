/** One short command after the other on each of many lines: the engine compared with others. */
@NullMarked
package io.atflux.samples.benchmarks.command;

import org.jspecify.annotations.NullMarked;
