/** Sessions used by many threads at once, on real event loops. */
@NullMarked
package io.atflux.threads;

import org.jspecify.annotations.NullMarked;
