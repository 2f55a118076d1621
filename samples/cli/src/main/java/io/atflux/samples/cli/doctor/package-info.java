/** {@code atflux doctor}: diagnoses the path from here to the broker, and advises. */
@NullMarked
package io.atflux.samples.cli.doctor;

import org.jspecify.annotations.NullMarked;
