/** Changed configuration, applied while the service runs. */
@NullMarked
package io.atflux.samples.gateway.reload;

import org.jspecify.annotations.NullMarked;
