/** What Java must find of this module, and no user needs. */
@NullMarked
package io.atflux.transport.serial.internal;

import org.jspecify.annotations.NullMarked;
