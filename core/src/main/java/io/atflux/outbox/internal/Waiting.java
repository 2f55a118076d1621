package io.atflux.outbox.internal;

import io.atflux.outbox.OutboxException;
import io.atflux.outbox.OutboxException.Reason;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/** A caller who waits for a step, and what came of it so far. */
final class Waiting<T> {

    private static final Logger LOG = LoggerFactory.getLogger(Waiting.class);

    /** Signals that come after a cancellation go nowhere; an error would be logged as dropped, so it travels as a value. */
    private record Result<T>(@Nullable T value, @Nullable OutboxException error) {}

    private final Step<T> step;
    private final MonoSink<Result<T>> sink;
    private volatile boolean cancelled;
    private Result<T> result = new Result<>(null, null);

    private Waiting(Step<T> step, MonoSink<Result<T>> sink) {
        this.step = step;
        this.sink = sink;
    }

    /** Subscribing hands it to the store. */
    interface Queue {
        void offer(Waiting<?> waiting);
    }

    static <T> Mono<T> on(Queue queue, Step<T> step) {
        return Mono.<Result<T>>create(sink -> {
                    Waiting<T> waiting = new Waiting<>(step, sink);
                    sink.onCancel(() -> waiting.cancelled = true);
                    queue.offer(waiting);
                })
                .handle((result, next) -> {
                    if (result.error() != null) {
                        next.error(result.error());
                    } else if (result.value() != null) {
                        next.next(result.value());
                    }
                });
    }

    Step<T> step() {
        return step;
    }

    boolean isWithdrawn() {
        return cancelled && step.adds() != null;
    }

    /** Does it within the open transaction; what it refuses changes nothing, and is told with the commit. */
    void run(Entries entries) {
        try {
            result = new Result<>(step.work().apply(entries), null);
        } catch (OutboxException refused) {
            failed(refused);
        }
    }

    void failed(OutboxException why) {
        result = new Result<>(null, why);
    }

    void failed(Throwable why) {
        failed(new OutboxException(Reason.OTHER, "the outbox failed: " + why, why));
    }

    /** Tells the caller, whose code must not end the writer. */
    void deliver() {
        try {
            sink.success(result);
        } catch (Throwable foreign) {
            LOG.warn("a subscriber of an outbox threw {}", foreign.toString());
        } finally {
            // An interrupt of theirs would close the files that the writer has open.
            Thread.interrupted();
        }
    }
}
