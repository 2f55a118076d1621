/** The way back into step: the proof that session and modem are in step, and what is done until there is one. */
@NullMarked
package io.atflux.internal.resync;

import org.jspecify.annotations.NullMarked;
