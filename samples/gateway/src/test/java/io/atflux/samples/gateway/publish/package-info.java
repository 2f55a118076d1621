/** What becomes of messages, and its memory. */
@NullMarked
package io.atflux.samples.gateway.publish;

import org.jspecify.annotations.NullMarked;
