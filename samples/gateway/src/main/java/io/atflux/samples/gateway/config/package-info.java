/** What an operator configures, and what becomes of it: lines, brokers, policies. */
@NullMarked
package io.atflux.samples.gateway.config;

import org.jspecify.annotations.NullMarked;
