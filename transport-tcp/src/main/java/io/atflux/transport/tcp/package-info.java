/** TCP serial servers: raw, and in TLS. */
@NullMarked
package io.atflux.transport.tcp;

import org.jspecify.annotations.NullMarked;
