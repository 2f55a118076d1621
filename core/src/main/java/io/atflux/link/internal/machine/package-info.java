/** What a link does next, as a pure function of its state, an event and the time. No thread, no clock, no I/O. */
@NullMarked
package io.atflux.link.internal.machine;

import org.jspecify.annotations.NullMarked;
