/**
 * Modems written from the standards alone (ITU-T V.250, 3GPP 27.005 and 27.007) and a judge that sees only what passes on the line and what
 * callers get. Nothing here knows how the engine works: it may use the public API and nothing else of atflux.
 */
@NullMarked
package io.atflux.standard;

import org.jspecify.annotations.NullMarked;
