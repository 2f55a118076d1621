/** The REST interface, by requests. */
@NullMarked
package io.atflux.samples.gateway.web;

import org.jspecify.annotations.NullMarked;
