/** Commands whose begin and end a user's listener is told of. */
@NullMarked
package io.atflux.modem.internal;

import org.jspecify.annotations.NullMarked;
