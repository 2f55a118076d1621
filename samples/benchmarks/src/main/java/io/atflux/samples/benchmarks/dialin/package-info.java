/** Serial servers that dial in. */
@NullMarked
package io.atflux.samples.benchmarks.dialin;

import org.jspecify.annotations.NullMarked;
