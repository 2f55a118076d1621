/** How a session proves that it and the modem are in step. Pure: no line, no timer, no Reactor. Package-private to the engine. */
@NullMarked
package io.atflux.internal.resync;

import org.jspecify.annotations.NullMarked;
