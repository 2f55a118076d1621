/** Writes one command at a time, decides what each line belongs to, and ends each command once. */
@NullMarked
package io.atflux.internal.engine;

import org.jspecify.annotations.NullMarked;
