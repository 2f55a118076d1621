/** Deadlines of a session, and its event loop as a scheduler. */
@NullMarked
package io.atflux.internal.time;

import org.jspecify.annotations.NullMarked;
