/** The order of writes: the queue of commands, and turns that no other command interrupts. */
@NullMarked
package io.atflux.internal.turn;

import org.jspecify.annotations.NullMarked;
