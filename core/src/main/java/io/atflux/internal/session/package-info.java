/** One command at a time: seats, holds, timers, retries, resynchronisation. */
@NullMarked
package io.atflux.internal.session;

import org.jspecify.annotations.NullMarked;
