/** Modems that dial in. */
@NullMarked
package io.atflux.samples.gateway.dialin;

import org.jspecify.annotations.NullMarked;
