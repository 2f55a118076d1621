/** Commands whose start and end are reported to a user's listener. */
@NullMarked
package io.atflux.modem.internal;

import org.jspecify.annotations.NullMarked;
