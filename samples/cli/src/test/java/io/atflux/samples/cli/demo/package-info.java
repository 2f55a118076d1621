/** The demonstration, run as a user runs it. */
@NullMarked
package io.atflux.samples.cli.demo;

import org.jspecify.annotations.NullMarked;
