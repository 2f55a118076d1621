/** Successive sessions on the same modem. */
@NullMarked
package io.atflux.internal.reconnect;

import org.jspecify.annotations.NullMarked;
