/** Switches that break virtual modems, and mend them. */
@NullMarked
package io.atflux.samples.gateway.dashboard.fault;

import org.jspecify.annotations.NullMarked;
