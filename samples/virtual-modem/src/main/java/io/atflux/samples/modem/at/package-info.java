/** The module's own lexer and parser of command lines, independent of any other. */
@NullMarked
package io.atflux.samples.modem.at;

import org.jspecify.annotations.NullMarked;
