/**
 * The known failure modes of AT engines, by the numbers of their list: one test each, by its bytes if bytes suffice,
 * and then with every possible cut of the bytes.
 */
@NullMarked
package io.atflux.failuremodes;

import org.jspecify.annotations.NullMarked;
