/** Raw TCP to a serial server. */
@NullMarked
package io.atflux.transport.tcp;

import org.jspecify.annotations.NullMarked;
