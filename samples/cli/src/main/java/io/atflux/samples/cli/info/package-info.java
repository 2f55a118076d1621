/** {@code atflux info}: the identity and the state of a modem. */
@NullMarked
package io.atflux.samples.cli.info;

import org.jspecify.annotations.NullMarked;
