/** Programs that others wrote for modems, with the virtual module behind their port. */
@NullMarked
package io.atflux.samples.programs;

import org.jspecify.annotations.NullMarked;
