/** The AT session engine: connect a line, send commands, listen to what the modem says by itself. */
@NullMarked
package io.atflux;

import org.jspecify.annotations.NullMarked;
