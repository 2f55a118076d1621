/** The driver's commands, parsed by the virtual modem's own lexer. */
@NullMarked
package io.atflux.samples.fuzz;

import org.jspecify.annotations.NullMarked;
