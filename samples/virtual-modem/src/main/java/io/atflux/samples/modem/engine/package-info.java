/** The AT engine: command lines, echo, results, prompts, data entry, unsolicited lines. */
@NullMarked
package io.atflux.samples.modem.engine;

import org.jspecify.annotations.NullMarked;
