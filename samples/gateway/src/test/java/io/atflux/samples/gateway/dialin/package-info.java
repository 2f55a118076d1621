/** As a user meets it. */
@NullMarked
package io.atflux.samples.gateway.dialin;

import org.jspecify.annotations.NullMarked;
