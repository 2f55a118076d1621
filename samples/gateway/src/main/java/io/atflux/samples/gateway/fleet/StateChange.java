package io.atflux.samples.gateway.fleet;

import io.atflux.link.LinkCause;
import io.atflux.link.LinkPhase;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The state of a link from a moment on. */
public record StateChange(
        Instant at,
        LinkPhase phase,
        @Nullable LinkCause cause,
        @Nullable String detail) {}
