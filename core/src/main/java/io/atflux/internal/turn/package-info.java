/** Who gets the line next: the queue of commands, and turns that nothing may interrupt. */
@NullMarked
package io.atflux.internal.turn;

import org.jspecify.annotations.NullMarked;
