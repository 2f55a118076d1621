/** Checks of what is shipped, as docs/shipping.md says it. */
@NullMarked
package io.atflux.samples.shipping;

import org.jspecify.annotations.NullMarked;
