/** How the session completes the errors that it reports, which nobody else may change. */
@NullMarked
package io.atflux.internal.failure;

import org.jspecify.annotations.NullMarked;
