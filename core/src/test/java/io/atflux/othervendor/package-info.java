/** A module of another vendor, by public types alone. */
@NullMarked
package io.atflux.othervendor;

import org.jspecify.annotations.NullMarked;
