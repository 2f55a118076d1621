/** The library's own stores. */
@NullMarked
package io.atflux.outbox.internal;

import org.jspecify.annotations.NullMarked;
