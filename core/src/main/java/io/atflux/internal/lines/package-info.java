/** From frames to lines: which are text, and to which header that belongs; how this modem ends its lines. */
@NullMarked
package io.atflux.internal.lines;

import org.jspecify.annotations.NullMarked;
