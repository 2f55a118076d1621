/** The output of a session besides replies: result codes, events, counters; and the delivery of signals to subscribers. */
@NullMarked
package io.atflux.internal.publish;

import org.jspecify.annotations.NullMarked;
