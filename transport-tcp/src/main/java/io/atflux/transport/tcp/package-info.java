/** TCP serial servers: raw, telnet and RFC 2217, each also over TLS. */
@NullMarked
package io.atflux.transport.tcp;

import org.jspecify.annotations.NullMarked;
