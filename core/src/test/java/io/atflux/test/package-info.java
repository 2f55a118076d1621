/** The test kit with which atflux and its users test. */
@NullMarked
package io.atflux.test;

import org.jspecify.annotations.NullMarked;
