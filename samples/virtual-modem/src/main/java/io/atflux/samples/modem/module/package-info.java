/** The module's state: SIM, registration, bearer, MQTT clients, TLS material. */
@NullMarked
package io.atflux.samples.modem.module;

import org.jspecify.annotations.NullMarked;
