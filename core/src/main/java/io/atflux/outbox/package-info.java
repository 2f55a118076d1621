/** A store for messages that wait to be published, and that a crash or a power cut must not lose. */
@NullMarked
package io.atflux.outbox;

import org.jspecify.annotations.NullMarked;
