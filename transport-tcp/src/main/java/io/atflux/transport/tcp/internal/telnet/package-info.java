/** Telnet (RFC 854) and its serial port option (RFC 2217). */
@NullMarked
package io.atflux.transport.tcp.internal.telnet;

import org.jspecify.annotations.NullMarked;
