/** For those who write a transport: how a URL scheme becomes known, and how an open connection is handed to its session. */
@NullMarked
package io.atflux.transport.spi;

import org.jspecify.annotations.NullMarked;
