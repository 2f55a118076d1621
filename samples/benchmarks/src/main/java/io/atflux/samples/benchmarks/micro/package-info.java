/** Parts of the engine by themselves, by JMH. They know the engine's own classes, and fit one state of its source; the decoder's fits all. */
@NullMarked
package io.atflux.samples.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
