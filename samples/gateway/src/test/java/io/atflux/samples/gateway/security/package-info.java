/** As a user meets it. */
@NullMarked
package io.atflux.samples.gateway.security;

import org.jspecify.annotations.NullMarked;
