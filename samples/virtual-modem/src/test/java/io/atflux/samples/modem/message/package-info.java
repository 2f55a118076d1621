@NullMarked
package io.atflux.samples.modem.message;

import org.jspecify.annotations.NullMarked;
