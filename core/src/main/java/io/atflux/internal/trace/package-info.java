/** The traffic of the line, for people: the log and recordings, and the masks that keep secrets out of both. */
@NullMarked
package io.atflux.internal.trace;

import org.jspecify.annotations.NullMarked;
