/** Resynchronisation: the proof that session and modem are in step, and the steps until there is one. */
@NullMarked
package io.atflux.internal.resync;

import org.jspecify.annotations.NullMarked;
