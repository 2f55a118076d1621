/** The common parts of outgoing and incoming lines; not for users. */
@NullMarked
package io.atflux.transport.tcp.internal;

import org.jspecify.annotations.NullMarked;
