@NullMarked
package io.atflux.samples.modem.comport;

import org.jspecify.annotations.NullMarked;
