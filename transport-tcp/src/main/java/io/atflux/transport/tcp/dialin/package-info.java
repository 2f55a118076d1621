/** Listening for serial servers that dial in: who they are, and what becomes of their connections. */
@NullMarked
package io.atflux.transport.tcp.dialin;

import org.jspecify.annotations.NullMarked;
