/** The lines that pass between the gateway and a modem, each with its meaning to the session. */
@NullMarked
package io.atflux.samples.gateway.transcript;

import org.jspecify.annotations.NullMarked;
