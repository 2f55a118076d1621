/** A virtual Fibocom L610: bytes in, bytes out. */
@NullMarked
package io.atflux.samples.modem;

import org.jspecify.annotations.NullMarked;
