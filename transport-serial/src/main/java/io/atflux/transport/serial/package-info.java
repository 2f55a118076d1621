/** Serial ports as Netty channels, and the search for the one that speaks AT. */
@NullMarked
package io.atflux.transport.serial;

import org.jspecify.annotations.NullMarked;
