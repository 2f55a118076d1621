/** Inputs that a fuzzer generates. Those that once failed are kept in the resources, and run each time. */
@NullMarked
package io.atflux.fuzz;

import org.jspecify.annotations.NullMarked;
