package io.atflux.outbox.internal;

import io.atflux.outbox.OutboxException;
import io.atflux.outbox.OutboxException.Reason;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/** A caller that waits for a step, and the result so far. */
final class Waiting<T> {

    private static final Logger LOG = LoggerFactory.getLogger(Waiting.class);

    /**
     * Signals after a cancellation are lost, and an error would be logged as dropped. So an error is carried as a
     * value.
     */
    private record Result<T>(@Nullable T value, @Nullable OutboxException error) {}

    private final Step<T> step;
    private final MonoSink<Result<T>> sink;
    private volatile boolean cancelled;
    private Result<T> result = new Result<>(null, null);

    private Waiting(Step<T> step, MonoSink<Result<T>> sink) {
        this.step = step;
        this.sink = sink;
    }

    /** Subscribing passes the caller to the store. */
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

    /** Runs the step within the open transaction. A refusal changes nothing, and is delivered with the commit. */
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

    /** Delivers the result to the caller, whose code must not end the writer. */
    void deliver() {
        try {
            sink.success(result);
        } catch (Throwable foreign) {
            LOG.warn("a subscriber of an outbox threw {}", foreign.toString());
        } finally {
            // An interrupt by the subscriber would close the files that the writer has open.
            Thread.interrupted();
        }
    }
}
