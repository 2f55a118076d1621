/** The uncertain points of a real module's behaviour, as switches. */
@NullMarked
package io.atflux.samples.modem.switches;

import org.jspecify.annotations.NullMarked;
