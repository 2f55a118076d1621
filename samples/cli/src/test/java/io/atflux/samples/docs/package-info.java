/** Holds the pages of docs/ and the README against the code. */
@NullMarked
package io.atflux.samples.docs;

import org.jspecify.annotations.NullMarked;
