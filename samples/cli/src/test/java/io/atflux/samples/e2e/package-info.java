/** The driver against the virtual module over a socket, with a real broker and an independent client of it. */
@NullMarked
package io.atflux.samples.e2e;

import org.jspecify.annotations.NullMarked;
