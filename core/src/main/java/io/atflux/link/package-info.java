/** An MQTT connection through a module, maintained for years: it recovers automatically from lost lines, modems, networks and brokers. */
@NullMarked
package io.atflux.link;

import org.jspecify.annotations.NullMarked;
