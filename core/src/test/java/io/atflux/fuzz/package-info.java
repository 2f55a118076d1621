/** Inputs that a fuzzer makes up. The ones that once failed are kept in the resources, and run each time. */
@NullMarked
package io.atflux.fuzz;

import org.jspecify.annotations.NullMarked;
