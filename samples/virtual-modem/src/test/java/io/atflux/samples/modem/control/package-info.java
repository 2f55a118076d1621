@NullMarked
package io.atflux.samples.modem.control;

import org.jspecify.annotations.NullMarked;
