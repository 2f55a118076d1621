/** The one door to code that is not the engine's own. */
@NullMarked
package io.atflux.internal.foreign;

import org.jspecify.annotations.NullMarked;
