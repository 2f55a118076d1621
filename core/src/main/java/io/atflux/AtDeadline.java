package io.atflux;

import io.atflux.internal.time.Durations;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * A caller's deadline for everything upstream of it: waiting for the line, prompts, result codes, pauses and re-sends of all the
 * commands together. It travels in the Reactor context.
 *
 * <pre>{@code
 * modem.attach().contextWrite(AtDeadline.within(Duration.ofMinutes(2)))
 * }</pre>
 *
 * <p>The time starts with the first command sent under the deadline. A command that the deadline ends errors with
 * {@link io.atflux.error.AtTimeoutException}, phase DEADLINE.
 */
public final class AtDeadline {

    private static final Object KEY = AtDeadline.class;

    private final Duration limit;
    private final @Nullable AtDeadline outer;
    private long startNanos;
    private boolean started;

    private AtDeadline(Duration limit, @Nullable AtDeadline outer) {
        this.limit = limit;
        this.outer = outer;
    }

    /**
     * For {@code contextWrite}: each subscription gets a new deadline. Within the chain of another deadline both hold, so an
     * inner one can only shorten the time.
     *
     * @param limit 0 or more; with 0 nothing is sent
     * @throws IllegalArgumentException for a negative limit
     */
    public static Function<Context, Context> within(Duration limit) {
        Durations.notNegative("deadline", limit);
        return context -> context.put(KEY, new AtDeadline(limit, in(context)));
    }

    /** For {@code contextWrite}: removes the deadline from the operators upstream, for work that several callers share. */
    public static Function<Context, Context> none() {
        return context -> context.delete(KEY);
    }

    /** The deadline in a context, null if there is none. */
    public static @Nullable AtDeadline in(ContextView context) {
        return context.getOrDefault(KEY, null);
    }

    /** The whole time allowed; that of the outer deadline if it passes first. */
    public synchronized Duration limit() {
        AtDeadline around = outer;
        return around != null && around.isBefore(end()) ? around.limit() : limit;
    }

    /** The time left, by the given clock; the first call starts the deadline. Never negative. */
    public synchronized Duration left(long nowNanos) {
        if (!started) {
            started = true;
            startNanos = nowNanos;
        }
        Duration own = Duration.ofNanos(Math.max(0, end() - nowNanos));
        Duration around = outer == null ? own : outer.left(nowNanos);
        return around.compareTo(own) < 0 ? around : own;
    }

    private synchronized boolean isBefore(long other) {
        return started && (end() - other < 0 || (outer != null && outer.isBefore(other)));
    }

    private long end() {
        return startNanos + Durations.nanos(limit);
    }
}
