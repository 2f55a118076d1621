/** A store for messages that are waiting to be published, which survives a crash or a power cut. */
@NullMarked
package io.atflux.outbox;

import org.jspecify.annotations.NullMarked;
