/** Commands as values: the text to write, how it ends, its time limits, when it may be sent again. */
@NullMarked
package io.atflux.command;

import org.jspecify.annotations.NullMarked;
