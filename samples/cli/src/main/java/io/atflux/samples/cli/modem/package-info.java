/** {@code atflux modem}: the virtual L610 alone. */
@NullMarked
package io.atflux.samples.cli.modem;

import org.jspecify.annotations.NullMarked;
