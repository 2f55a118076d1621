/** The line to the modem, for programs; {@link io.atflux.transport.spi} is for authors of transports. */
@NullMarked
package io.atflux.transport;

import org.jspecify.annotations.NullMarked;
