/** Annotations that say how the types of this library may be used. */
@NullMarked
package io.atflux.annotation;

import org.jspecify.annotations.NullMarked;
