/** Metrics. */
@NullMarked
package io.atflux.observe;

import org.jspecify.annotations.NullMarked;
