/** The objects that the parts of one session share: its line, its clock, its settings, its observers. */
@NullMarked
package io.atflux.internal.session;

import org.jspecify.annotations.NullMarked;
