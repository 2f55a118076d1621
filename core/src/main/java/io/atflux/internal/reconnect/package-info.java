/** Sessions on the same modem, one after the other. */
@NullMarked
package io.atflux.internal.reconnect;

import org.jspecify.annotations.NullMarked;
