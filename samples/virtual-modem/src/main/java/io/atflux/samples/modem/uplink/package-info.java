/** What the virtual module's firmware asks of the network, and the real MQTT client that answers. */
@NullMarked
package io.atflux.samples.modem.uplink;

import org.jspecify.annotations.NullMarked;
