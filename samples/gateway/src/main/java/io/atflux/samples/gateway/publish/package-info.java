/** Messages on their way out: receipts, and what became of those that were queued. */
@NullMarked
package io.atflux.samples.gateway.publish;

import org.jspecify.annotations.NullMarked;
