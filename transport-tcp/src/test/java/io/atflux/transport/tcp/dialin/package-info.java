/** Tests of the packets that serial servers send when they dial in. */
@NullMarked
package io.atflux.transport.tcp.dialin;

import org.jspecify.annotations.NullMarked;
