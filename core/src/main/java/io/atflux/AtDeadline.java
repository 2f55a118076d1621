package io.atflux;

import io.atflux.transport.Durations;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * A caller's deadline for everything below it: waiting for the line, prompts, result codes, pauses and re-sends of all the
 * commands together. It travels in the Reactor context.
 *
 * <pre>{@code
 * modem.attach().contextWrite(AtDeadline.within(Duration.ofMinutes(2)))
 * }</pre>
 *
 * <p>The time starts with the first command sent under it. A command that it cuts off errors with
 * {@link io.atflux.error.AtTimeoutException}, phase DEADLINE.
 */
public final class AtDeadline {

    private static final Object KEY = AtDeadline.class;

    private final Duration limit;
    private long startNanos;
    private boolean started;

    private AtDeadline(Duration limit) {
        this.limit = limit;
    }

    /**
     * For {@code contextWrite}: each subscription gets a deadline of its own.
     *
     * @param limit 0 or more; with 0 nothing is sent any more
     * @throws IllegalArgumentException for a negative limit
     */
    public static Function<Context, Context> within(Duration limit) {
        Durations.notNegative("deadline", limit);
        return context -> context.put(KEY, new AtDeadline(limit));
    }

    /** The deadline in a context, null where there is none. */
    public static @Nullable AtDeadline in(ContextView context) {
        return context.getOrDefault(KEY, null);
    }

    /** The whole time allowed. */
    public Duration limit() {
        return limit;
    }

    /** What is left of it, by the given clock; the first call starts it. Never negative. */
    public synchronized Duration left(long nowNanos) {
        if (!started) {
            started = true;
            startNanos = nowNanos;
        }
        return Duration.ofNanos(Math.max(0, Durations.nanos(limit) - (nowNanos - startNanos)));
    }
}
