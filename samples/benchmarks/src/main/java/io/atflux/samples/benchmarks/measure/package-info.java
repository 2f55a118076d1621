/** The measurement of costs: threads, windows, medians, tables. */
@NullMarked
package io.atflux.samples.benchmarks.measure;

import org.jspecify.annotations.NullMarked;
