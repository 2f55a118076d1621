/** The gateway as its users see it. */
@NullMarked
package io.atflux.samples.gateway;

import org.jspecify.annotations.NullMarked;
