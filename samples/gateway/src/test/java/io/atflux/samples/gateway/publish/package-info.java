/** The fates of messages, and their store. */
@NullMarked
package io.atflux.samples.gateway.publish;

import org.jspecify.annotations.NullMarked;
