/** Pretend serial ports, by the program socat. */
@NullMarked
package io.atflux.samples.modem.pty;

import org.jspecify.annotations.NullMarked;
