/** The control port, which acts on a module from outside: one line per command, one or more lines per answer. */
@NullMarked
package io.atflux.samples.modem.control;

import org.jspecify.annotations.NullMarked;
