/** What each part of one session is given: its line, its clock, its settings, and whom it tells. */
@NullMarked
package io.atflux.internal.session;

import org.jspecify.annotations.NullMarked;
