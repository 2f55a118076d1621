/** The modems that run: their links, and what each of them looks like to people. */
@NullMarked
package io.atflux.samples.gateway.fleet;

import org.jspecify.annotations.NullMarked;
