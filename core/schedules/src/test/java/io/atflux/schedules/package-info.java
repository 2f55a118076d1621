/** Threads in schedules that Fray chooses. */
@NullMarked
package io.atflux.schedules;

import org.jspecify.annotations.NullMarked;
