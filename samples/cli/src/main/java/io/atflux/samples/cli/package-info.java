/** The program {@code atflux}: one class for each subcommand. */
@NullMarked
package io.atflux.samples.cli;

import org.jspecify.annotations.NullMarked;
