/** Checks of a modem by its own answers. */
@NullMarked
package io.atflux.samples.gateway.doctor;

import org.jspecify.annotations.NullMarked;
