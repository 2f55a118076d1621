/** Checks of the shipped artifacts, as docs/shipping.md describes them. */
@NullMarked
package io.atflux.samples.shipping;

import org.jspecify.annotations.NullMarked;
