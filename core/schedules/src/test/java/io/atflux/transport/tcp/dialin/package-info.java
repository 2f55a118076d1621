/** The reception of dialled-in connections, in schedules that Fray chooses. */
@NullMarked
package io.atflux.transport.tcp.dialin;

import org.jspecify.annotations.NullMarked;
