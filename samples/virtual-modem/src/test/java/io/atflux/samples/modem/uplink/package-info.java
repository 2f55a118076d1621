@NullMarked
package io.atflux.samples.modem.uplink;

import org.jspecify.annotations.NullMarked;
