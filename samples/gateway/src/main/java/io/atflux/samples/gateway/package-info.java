/** A service that owns many modems: one class for its start, one package for each concern. */
@NullMarked
package io.atflux.samples.gateway;

import org.jspecify.annotations.NullMarked;
