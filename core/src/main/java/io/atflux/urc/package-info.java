/** Unsolicited result codes (V.250 5.7, 3GPP 27.007): their types, and how subscribers receive them. */
@NullMarked
package io.atflux.urc;

import org.jspecify.annotations.NullMarked;
