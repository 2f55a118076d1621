/** MQTT through the client inside a module: open, subscribe, publish, receive. Contains no vendor's commands. */
@NullMarked
package io.atflux.mqtt;

import org.jspecify.annotations.NullMarked;
