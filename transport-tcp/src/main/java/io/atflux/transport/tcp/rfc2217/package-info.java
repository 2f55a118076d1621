/** The serial port behind an RFC 2217 server: its settings, its events, and changes while its line is open. */
@NullMarked
package io.atflux.transport.tcp.rfc2217;

import org.jspecify.annotations.NullMarked;
