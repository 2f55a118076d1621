/** Keeps the README honest. */
@NullMarked
package io.atflux.samples.readme;

import org.jspecify.annotations.NullMarked;
