/**
 * The ways in which AT engines are known to fail, by the numbers of that list: one test each, by its bytes wherever bytes
 * suffice, and then at every place where the bytes can be cut.
 */
@NullMarked
package io.atflux.failuremodes;

import org.jspecify.annotations.NullMarked;
