/** Serial ports as Netty channels, and how to find the one that speaks AT. */
@NullMarked
package io.atflux.transport.serial;

import org.jspecify.annotations.NullMarked;
