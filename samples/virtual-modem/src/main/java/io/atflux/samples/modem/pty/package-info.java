/** Simulated serial ports on Linux, made by a perl script. */
@NullMarked
package io.atflux.samples.modem.pty;

import org.jspecify.annotations.NullMarked;
