/** {@code atflux doctor}, by faults of the virtual module, of lines, and of brokers. */
@NullMarked
package io.atflux.samples.cli.doctor;

import org.jspecify.annotations.NullMarked;
