/** A link for programs that block their threads, which may be virtual. */
@NullMarked
package io.atflux.link.blocking;

import org.jspecify.annotations.NullMarked;
