/** Modems in software and a broker, for the profile demo. */
@NullMarked
package io.atflux.samples.gateway.demo;

import org.jspecify.annotations.NullMarked;
