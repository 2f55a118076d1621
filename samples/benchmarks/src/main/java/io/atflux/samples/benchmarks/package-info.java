/** The cost of the engine, compared with others that do the same work: {@code java -jar benchmarks.jar --help}. */
@NullMarked
package io.atflux.samples.benchmarks;

import org.jspecify.annotations.NullMarked;
