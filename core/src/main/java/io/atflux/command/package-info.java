/** Commands as values: what to write, how it ends, how long it may take, when it may be sent again. */
@NullMarked
package io.atflux.command;

import org.jspecify.annotations.NullMarked;
