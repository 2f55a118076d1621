/** The only place that calls code from outside the engine. */
@NullMarked
package io.atflux.internal.foreign;

import org.jspecify.annotations.NullMarked;
