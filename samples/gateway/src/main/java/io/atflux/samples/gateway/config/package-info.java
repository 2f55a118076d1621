/** The configuration, and the lines, brokers and policies that are made of it. */
@NullMarked
package io.atflux.samples.gateway.config;

import org.jspecify.annotations.NullMarked;
