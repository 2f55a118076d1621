/** Netty code that the transports of this library share. */
@NullMarked
package io.atflux.internal.netty;

import org.jspecify.annotations.NullMarked;
