/** The pages for people: rendered here, kept alive by server-sent events. */
@NullMarked
package io.atflux.samples.gateway.dashboard;

import org.jspecify.annotations.NullMarked;
