/** From frames to lines: which lines are text, and of which header; how this modem ends its lines. */
@NullMarked
package io.atflux.internal.lines;

import org.jspecify.annotations.NullMarked;
