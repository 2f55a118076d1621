/** As a user meets it. */
@NullMarked
package io.atflux.samples.gateway.actuator;

import org.jspecify.annotations.NullMarked;
