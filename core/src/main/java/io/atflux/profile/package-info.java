/** What one module says: URCs, answers, error texts, quirks. */
@NullMarked
package io.atflux.profile;

import org.jspecify.annotations.NullMarked;
