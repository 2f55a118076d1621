/** The commands, grouped by family. */
@NullMarked
package io.atflux.samples.modem.command;

import org.jspecify.annotations.NullMarked;
