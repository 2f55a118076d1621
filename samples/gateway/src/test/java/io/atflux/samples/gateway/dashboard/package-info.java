/** The pages, in a browser. */
@NullMarked
package io.atflux.samples.gateway.dashboard;

import org.jspecify.annotations.NullMarked;
