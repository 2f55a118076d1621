/**
 * Modems written from the standards alone (ITU-T V.250, 3GPP 27.005 and 27.007) and a judge that sees only the traffic
 * on the line and the results of callers. No code here knows how the engine works: it may use the public API and
 * nothing else of atflux.
 */
@NullMarked
package io.atflux.standard;

import org.jspecify.annotations.NullMarked;
