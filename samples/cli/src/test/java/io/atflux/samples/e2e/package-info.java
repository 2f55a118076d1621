/** The driver against the virtual module over a socket, with a real broker behind it and an independent client on it. */
@NullMarked
package io.atflux.samples.e2e;

import org.jspecify.annotations.NullMarked;
