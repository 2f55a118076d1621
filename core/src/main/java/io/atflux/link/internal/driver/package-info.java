/** Performs the effects of the link's machine, and reports their results to it. */
@NullMarked
package io.atflux.link.internal.driver;

import org.jspecify.annotations.NullMarked;
