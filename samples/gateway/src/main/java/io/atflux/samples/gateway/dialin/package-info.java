/** Modems that come by themselves. */
@NullMarked
package io.atflux.samples.gateway.dialin;

import org.jspecify.annotations.NullMarked;
