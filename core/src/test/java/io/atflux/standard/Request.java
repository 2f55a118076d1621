package io.atflux.standard;

import io.atflux.command.AtReply;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** One command of a host, and its history. */
final class Request {

    private final VirtualClock clock;
    final String line;
    final int connection;
    final byte @Nullable [] payload;

    /** Whether it may be written more than once. */
    final boolean repeats;

    long asked = Long.MAX_VALUE;
    long ended = Long.MAX_VALUE;
    int ends;

    @Nullable
    AtReply reply;

    @Nullable
    Throwable failure;

    private boolean cancelled;

    /** @param connection the number of the connection of its session */
    Request(VirtualClock clock, String line, int connection, byte @Nullable [] payload, boolean repeats) {
        this.clock = clock;
        this.line = line;
        this.connection = connection;
        this.payload = payload;
        this.repeats = repeats;
    }

    /** The same Mono, watched. */
    Mono<AtReply> watch(Mono<AtReply> sent) {
        return sent.doOnSubscribe(s -> asked = clock.step())
                .doOnNext(r -> reply = r)
                .doOnError(e -> failure = e)
                .doOnTerminate(this::end)
                .doOnCancel(() -> {
                    cancelled = true;
                    ended = clock.step();
                });
    }

    private void end() {
        ends++;
        ended = clock.step();
    }

    boolean isAsked() {
        return asked < Long.MAX_VALUE;
    }

    boolean isCancelled() {
        return cancelled;
    }

    boolean isOpen() {
        return isAsked() && !cancelled && ends == 0;
    }

    @Override
    public String toString() {
        return line + (repeats ? " (repeatable)" : "") + " on " + connection + " -> "
                + (cancelled ? "cancelled" : reply != null ? reply : failure);
    }
}
