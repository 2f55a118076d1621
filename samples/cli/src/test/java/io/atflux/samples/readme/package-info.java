/** Checks that the README's code compiles and works. */
@NullMarked
package io.atflux.samples.readme;

import org.jspecify.annotations.NullMarked;
