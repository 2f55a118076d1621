/** The link's decisions, as a pure function of state, event and time. No thread, no clock, no I/O. */
@NullMarked
package io.atflux.link.internal.machine;

import org.jspecify.annotations.NullMarked;
