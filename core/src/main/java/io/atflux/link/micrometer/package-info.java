/** Micrometer meters and observations of links. Needs Micrometer, which is not a dependency of atflux. */
@NullMarked
package io.atflux.link.micrometer;

import org.jspecify.annotations.NullMarked;
