/** Turns bytes into frames. Knows no commands. */
@NullMarked
package io.atflux.internal.codec;

import org.jspecify.annotations.NullMarked;
