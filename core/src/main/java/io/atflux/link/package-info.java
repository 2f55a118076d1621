/** An MQTT connection through a module, kept for years: lost lines, modems, networks and brokers are found again by themselves. */
@NullMarked
package io.atflux.link;

import org.jspecify.annotations.NullMarked;
