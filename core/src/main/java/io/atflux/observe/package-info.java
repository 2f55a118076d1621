/** What a session tells a monitoring system, and Micrometer meters made of it. */
@NullMarked
package io.atflux.observe;

import org.jspecify.annotations.NullMarked;
