/** The Fibocom L610: what it says, its commands with their timings, and the way in to its modem and MQTT layers. */
@NullMarked
package io.atflux.fibocom;

import org.jspecify.annotations.NullMarked;
