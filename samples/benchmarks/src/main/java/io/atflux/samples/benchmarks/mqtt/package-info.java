/** Messages that a modem prints, and how they get to their subscriber. */
@NullMarked
package io.atflux.samples.benchmarks.mqtt;

import org.jspecify.annotations.NullMarked;
