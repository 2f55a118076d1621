/** The AT session engine: connect a line, send commands, subscribe to the modem's unsolicited result codes. */
@NullMarked
package io.atflux;

import org.jspecify.annotations.NullMarked;
