package io.atflux.internal.publish;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.core.scheduler.Scheduler;

/**
 * Moves a session's signals to a scheduler, as Reactor's {@code publishOn} does, with two differences. It requests only what its
 * subscriber has requested, so that the subscriber's own bounded queue stays the only one. An exception of a subscriber ends that
 * subscription and is reported as {@link Signals} does, on any thread. Few events are under way at a time.
 */
public final class Delivery<T> implements CoreSubscriber<T>, Subscription {

    private static final int MOST_UNDER_WAY = 16;

    private final CoreSubscriber<? super T> actual;
    private final Scheduler.Worker worker;
    private final Queue<T> arrived = new ConcurrentLinkedQueue<>();
    private final AtomicInteger signals = new AtomicInteger();
    private @Nullable Subscription source;
    /** The events requested and not delivered yet; guarded by this, as is the next field. */
    private long demand;

    private long underWay;
    private volatile boolean cancelled;
    private volatile boolean ended;
    private @Nullable Throwable error;

    private Delivery(CoreSubscriber<? super T> actual, Scheduler.Worker worker) {
        this.actual = actual;
        this.worker = worker;
    }

    public static <T> Mono<T> of(Mono<T> source, Scheduler scheduler) {
        return new Mono<>() {
            @Override
            public void subscribe(CoreSubscriber<? super T> actual) {
                source.subscribe(new Delivery<>(actual, scheduler.createWorker()));
            }
        };
    }

    public static <T> Flux<T> of(Flux<T> source, Scheduler scheduler) {
        return new Flux<>() {
            @Override
            public void subscribe(CoreSubscriber<? super T> actual) {
                source.subscribe(new Delivery<>(actual, scheduler.createWorker()));
            }
        };
    }

    @Override
    public reactor.util.context.Context currentContext() {
        return actual.currentContext();
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        source = subscription;
        actual.onSubscribe(this);
    }

    @Override
    public void onNext(T value) {
        arrived.add(value);
        schedule();
    }

    @Override
    public void onError(Throwable failure) {
        error = failure;
        onComplete();
    }

    @Override
    public void onComplete() {
        ended = true;
        schedule();
    }

    @Override
    public void request(long n) {
        if (Operators.validate(n)) {
            ask(n, 0);
        }
    }

    @Override
    public void cancel() {
        cancelled = true;
        cancelSource();
        worker.dispose();
    }

    private void cancelSource() {
        Subscription from = source;
        if (from != null) {
            from.cancel();
        }
    }

    /** Requests more from the source after most of the events under way were delivered. */
    private void ask(long more, int handedOn) {
        long wanted = 0;
        synchronized (this) {
            demand = Operators.addCap(demand, more);
            if (demand != Long.MAX_VALUE) {
                demand -= handedOn;
            }
            underWay -= handedOn;
            long most = Math.min(demand, MOST_UNDER_WAY);
            if (most - underWay >= Math.max(1, most * 3 / 4)) {
                wanted = most - underWay;
                underWay = most;
            }
        }
        Subscription from = source;
        if (wanted > 0 && from != null) {
            from.request(wanted);
        }
    }

    private void schedule() {
        if (signals.getAndIncrement() > 0) {
            return;
        }
        try {
            worker.schedule(this::hand);
        } catch (RejectedExecutionException disposed) {
            cancelSource();
            if (!cancelled) {
                cancelled = true;
                Signals.error(actual, Operators.onRejectedExecution(disposed, currentContext()));
            }
        }
    }

    /** Runs on the scheduler's thread, one call at a time. */
    private void hand() {
        int missed = signals.get();
        while (missed > 0) {
            int handedOn = 0;
            boolean last = ended;
            for (T next = arrived.poll(); next != null && !cancelled; next = arrived.poll()) {
                handedOn++;
                if (!Signals.next(actual, next)) {
                    cancel();
                }
            }
            if (cancelled) {
                arrived.clear();
                return;
            }
            if (last) {
                finish();
                return;
            }
            ask(0, handedOn);
            missed = signals.addAndGet(-missed);
        }
    }

    private void finish() {
        cancelled = true;
        worker.dispose();
        Throwable failure = error;
        if (failure == null) {
            Signals.complete(actual);
        } else {
            Signals.error(actual, failure);
        }
    }
}
