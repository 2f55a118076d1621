/** {@code atflux pub} and {@code atflux sub}: MQTT through a modem, by the library's link. */
@NullMarked
package io.atflux.samples.cli.mqtt;

import org.jspecify.annotations.NullMarked;
