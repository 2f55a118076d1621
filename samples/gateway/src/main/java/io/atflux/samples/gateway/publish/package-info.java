/** Publishing: receipts, and the fates of queued messages. */
@NullMarked
package io.atflux.samples.gateway.publish;

import org.jspecify.annotations.NullMarked;
