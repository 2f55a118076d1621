/** The failures of requests, and their outcomes. */
@NullMarked
package io.atflux.error;

import org.jspecify.annotations.NullMarked;
