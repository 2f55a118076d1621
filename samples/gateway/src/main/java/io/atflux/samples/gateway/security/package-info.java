/** Who may do what. */
@NullMarked
package io.atflux.samples.gateway.security;

import org.jspecify.annotations.NullMarked;
