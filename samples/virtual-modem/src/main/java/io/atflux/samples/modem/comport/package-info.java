/** A serial server in front of a module: telnet with the serial port option (RFC 854, 856, 858, 2217). */
@NullMarked
package io.atflux.samples.modem.comport;

import org.jspecify.annotations.NullMarked;
