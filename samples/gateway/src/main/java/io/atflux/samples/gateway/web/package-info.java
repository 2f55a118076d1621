/** The REST interface. */
@NullMarked
package io.atflux.samples.gateway.web;

import org.jspecify.annotations.NullMarked;
