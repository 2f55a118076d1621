/** What the lines that we open and those that come to us have in common; none of it is for users. */
@NullMarked
package io.atflux.transport.tcp.internal;

import org.jspecify.annotations.NullMarked;
