/** Proof that tests can fail: a module's own classes, broken in one place at a time. */
@NullMarked
package io.atflux.test.mutants;

import org.jspecify.annotations.NullMarked;
