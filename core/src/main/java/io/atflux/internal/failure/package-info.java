/** Completes the errors that the session reports, which no other code may change. */
@NullMarked
package io.atflux.internal.failure;

import org.jspecify.annotations.NullMarked;
