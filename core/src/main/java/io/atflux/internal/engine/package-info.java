/** One command at a time: writes it, decides whose each line is, and ends each command once. */
@NullMarked
package io.atflux.internal.engine;

import org.jspecify.annotations.NullMarked;
