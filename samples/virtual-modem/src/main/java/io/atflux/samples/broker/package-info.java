/** An embedded MQTT broker for demonstrations and tests: HiveMQ CE in memory, and the certificates for its TLS port. */
@NullMarked
package io.atflux.samples.broker;

import org.jspecify.annotations.NullMarked;
