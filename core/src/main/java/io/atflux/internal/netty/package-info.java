/** What the transports of this library share of Netty. */
@NullMarked
package io.atflux.internal.netty;

import org.jspecify.annotations.NullMarked;
