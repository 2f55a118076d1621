/** The line to the modem: one method that a transport implements. */
@NullMarked
package io.atflux.transport;

import org.jspecify.annotations.NullMarked;
