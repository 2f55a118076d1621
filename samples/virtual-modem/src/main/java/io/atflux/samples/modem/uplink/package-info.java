/** The network interface of the virtual module's firmware, and the real MQTT client that implements it. */
@NullMarked
package io.atflux.samples.modem.uplink;

import org.jspecify.annotations.NullMarked;
