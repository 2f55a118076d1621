/** Health, with cause and cure. */
@NullMarked
package io.atflux.samples.gateway.actuator;

import org.jspecify.annotations.NullMarked;
