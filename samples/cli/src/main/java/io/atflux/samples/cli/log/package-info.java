/** The program's own logging: one style of messages on standard error, without a configuration to read at the start. */
@NullMarked
package io.atflux.samples.cli.log;

import org.jspecify.annotations.NullMarked;
