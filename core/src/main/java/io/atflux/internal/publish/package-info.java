/** What leaves a session beside replies: result codes, events, counters; and how signals reach subscribers. */
@NullMarked
package io.atflux.internal.publish;

import org.jspecify.annotations.NullMarked;
