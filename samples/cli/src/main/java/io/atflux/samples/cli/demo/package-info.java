/** {@code atflux demo}: the vendor guide's session, on a virtual module and a real broker. */
@NullMarked
package io.atflux.samples.cli.demo;

import org.jspecify.annotations.NullMarked;
