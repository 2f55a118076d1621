/** The machine on TCP ports. */
@NullMarked
package io.atflux.samples.modem.server;

import org.jspecify.annotations.NullMarked;
