/** The output of one module type: URCs, answers, error texts, deviations from the standard. */
@NullMarked
package io.atflux.profile;

import org.jspecify.annotations.NullMarked;
