/** The line to the modem, as programs see it; {@link io.atflux.transport.spi} is for those who write a transport. */
@NullMarked
package io.atflux.transport;

import org.jspecify.annotations.NullMarked;
