/** How the vendor guide's session ends for each position of each switch of the virtual module. */
@NullMarked
package io.atflux.samples.matrix;

import org.jspecify.annotations.NullMarked;
