/** Switches by which a visitor breaks virtual modems, and mends them. */
@NullMarked
package io.atflux.samples.gateway.dashboard.fault;

import org.jspecify.annotations.NullMarked;
