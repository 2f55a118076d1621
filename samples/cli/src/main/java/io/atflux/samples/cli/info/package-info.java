/** {@code atflux info}: who a modem is, and where it stands. */
@NullMarked
package io.atflux.samples.cli.info;

import org.jspecify.annotations.NullMarked;
