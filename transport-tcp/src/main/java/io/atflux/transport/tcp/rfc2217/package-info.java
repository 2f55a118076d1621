/** The serial port behind an RFC 2217 server: how it is set, what it reports, and how it is changed while its line is open. */
@NullMarked
package io.atflux.transport.tcp.rfc2217;

import org.jspecify.annotations.NullMarked;
