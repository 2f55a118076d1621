/** {@code atflux ports}: the serial ports of this machine, and which of them speak AT. */
@NullMarked
package io.atflux.samples.cli.ports;

import org.jspecify.annotations.NullMarked;
