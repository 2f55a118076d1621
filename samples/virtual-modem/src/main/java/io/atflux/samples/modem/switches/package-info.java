/** What is not certain about a real module, as switches. */
@NullMarked
package io.atflux.samples.modem.switches;

import org.jspecify.annotations.NullMarked;
