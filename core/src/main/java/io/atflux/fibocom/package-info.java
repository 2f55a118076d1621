/** The Fibocom L610: its result codes, its commands with their timings, and the entry point to its modem and MQTT layers. */
@NullMarked
package io.atflux.fibocom;

import org.jspecify.annotations.NullMarked;
