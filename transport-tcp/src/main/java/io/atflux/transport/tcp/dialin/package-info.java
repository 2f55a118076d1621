/** Listening for serial servers that dial in: their identification, and the handling of their connections. */
@NullMarked
package io.atflux.transport.tcp.dialin;

import org.jspecify.annotations.NullMarked;
