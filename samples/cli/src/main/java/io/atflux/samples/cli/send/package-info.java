/** {@code atflux send}: sends commands to a modem and prints its answers, as text or as JSON. */
@NullMarked
package io.atflux.samples.cli.send;

import org.jspecify.annotations.NullMarked;
