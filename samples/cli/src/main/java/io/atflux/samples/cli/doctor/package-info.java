/** {@code atflux doctor}: what is wrong between here and the broker, and what to do. */
@NullMarked
package io.atflux.samples.cli.doctor;

import org.jspecify.annotations.NullMarked;
