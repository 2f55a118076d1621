/** Short messages: 3GPP 23.040's TPDUs, 23.038's alphabets, and the stores that 27.005's commands work on. */
@NullMarked
package io.atflux.samples.modem.message;

import org.jspecify.annotations.NullMarked;
