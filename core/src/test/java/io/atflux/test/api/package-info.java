/** Rules for the public types of the library's modules, as tests. */
@NullMarked
package io.atflux.test.api;

import org.jspecify.annotations.NullMarked;
