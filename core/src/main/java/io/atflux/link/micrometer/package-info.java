/** Micrometer meters and observations made of what a link does. Needs Micrometer, which atflux itself does not bring along. */
@NullMarked
package io.atflux.link.micrometer;

import org.jspecify.annotations.NullMarked;
