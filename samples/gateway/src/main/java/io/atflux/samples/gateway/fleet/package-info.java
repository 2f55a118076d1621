/** The modems that run: their links and their states. */
@NullMarked
package io.atflux.samples.gateway.fleet;

import org.jspecify.annotations.NullMarked;
