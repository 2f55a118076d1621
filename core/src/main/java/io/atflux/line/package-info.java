/** The modem's output as values: lines, their parameters, and shapes to tell them apart. */
@NullMarked
package io.atflux.line;

import org.jspecify.annotations.NullMarked;
