/** The test kit: what atflux and its users test with. */
@NullMarked
package io.atflux.test;

import org.jspecify.annotations.NullMarked;
