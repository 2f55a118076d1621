/** Parts of the engine alone, by JMH. They use internal classes of the engine, and fit one state of its source; only the decoder's fits all. */
@NullMarked
package io.atflux.samples.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
