/** The machine without sockets: a clock turned by hand and a scripted network. */
@NullMarked
package io.atflux.samples.modem.memory;

import org.jspecify.annotations.NullMarked;
