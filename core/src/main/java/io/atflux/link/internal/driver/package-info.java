/** Performs what the link's machine decides, and tells it what came of it. */
@NullMarked
package io.atflux.link.internal.driver;

import org.jspecify.annotations.NullMarked;
