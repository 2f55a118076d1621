/** Messages that a modem prints, and their path to the subscriber. */
@NullMarked
package io.atflux.samples.benchmarks.mqtt;

import org.jspecify.annotations.NullMarked;
