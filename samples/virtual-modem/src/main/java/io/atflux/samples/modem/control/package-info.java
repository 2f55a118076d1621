/** What somebody at the control port can do to a module: one line a command, one or more lines an answer. */
@NullMarked
package io.atflux.samples.modem.control;

import org.jspecify.annotations.NullMarked;
