/** What the driver writes, read by the virtual modem's own lexer. */
@NullMarked
package io.atflux.samples.fuzz;

import org.jspecify.annotations.NullMarked;
