/** Tests of the modems that run. */
@NullMarked
package io.atflux.samples.gateway.fleet;

import org.jspecify.annotations.NullMarked;
