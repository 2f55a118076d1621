/** Short messages: 3GPP 23.040's TPDUs, 23.038's alphabets, and the stores of 27.005's commands. */
@NullMarked
package io.atflux.samples.modem.message;

import org.jspecify.annotations.NullMarked;
