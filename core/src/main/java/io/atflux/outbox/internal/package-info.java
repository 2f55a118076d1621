/** The stores that come with the library. */
@NullMarked
package io.atflux.outbox.internal;

import org.jspecify.annotations.NullMarked;
