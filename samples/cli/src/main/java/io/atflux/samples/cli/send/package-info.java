/** {@code atflux send}: commands to a modem, and what it answers, for people and for programs. */
@NullMarked
package io.atflux.samples.cli.send;

import org.jspecify.annotations.NullMarked;
