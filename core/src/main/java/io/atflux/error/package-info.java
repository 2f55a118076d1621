/** What can go wrong, and what became of the request. */
@NullMarked
package io.atflux.error;

import org.jspecify.annotations.NullMarked;
