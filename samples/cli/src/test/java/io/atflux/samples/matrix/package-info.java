/** The outcome of the vendor guide's session for each position of each switch of the virtual module. */
@NullMarked
package io.atflux.samples.matrix;

import org.jspecify.annotations.NullMarked;
