/** As a user meets it. */
@NullMarked
package io.atflux.samples.gateway.reload;

import org.jspecify.annotations.NullMarked;
