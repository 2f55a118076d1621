/** The part of this module that Java has to find, and that is not for users. */
@NullMarked
package io.atflux.transport.serial.internal;

import org.jspecify.annotations.NullMarked;
