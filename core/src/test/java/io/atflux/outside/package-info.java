/** A peer, a line and a judge written from V.250, 27.007 and the documents alone: they know nothing of the engine's inside. */
@NullMarked
package io.atflux.outside;

import org.jspecify.annotations.NullMarked;
