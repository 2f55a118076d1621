/** Bytes to frames. Knows no command. */
@NullMarked
package io.atflux.internal.codec;

import org.jspecify.annotations.NullMarked;
