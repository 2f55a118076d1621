/** Pretend serial ports of Linux, by a perl script. */
@NullMarked
package io.atflux.samples.modem.pty;

import org.jspecify.annotations.NullMarked;
