/** For authors of transports: how a URL scheme is registered, and how an open connection is handed to its session. */
@NullMarked
package io.atflux.transport.spi;

import org.jspecify.annotations.NullMarked;
