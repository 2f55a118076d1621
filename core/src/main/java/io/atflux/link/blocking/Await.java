package io.atflux.link.blocking;

import io.atflux.internal.time.Durations;
import io.atflux.link.blocking.BlockingException.Reason;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.core.scheduler.Schedulers;

/** Waits for the end of one Mono. */
final class Await<T> implements CoreSubscriber<T> {

    private final CountDownLatch end = new CountDownLatch(1);
    private volatile @Nullable Subscription subscription;
    private volatile boolean cancelled;
    private volatile @Nullable T value;
    private volatile @Nullable Throwable failure;

    private Await() {}

    /**
     * @param what the action, for messages
     * @return the value; null for an empty Mono
     */
    static <T> @Nullable T until(String what, Mono<T> mono, Duration limit) {
        long nanos = Durations.nanos(Durations.positive("time-out", limit));
        mayBlock(what);
        Await<T> await = new Await<>();
        mono.subscribe(await);
        try {
            if (!await.end.await(nanos, TimeUnit.NANOSECONDS) && !await.endedBeforeCancel()) {
                throw new BlockingException(Reason.TIMEOUT, what + " did not end within " + Durations.text(limit));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            if (!await.endedBeforeCancel()) {
                throw interrupted(what);
            }
        }
        return await.result();
    }

    /** Called before any work begins. */
    static void mayBlock(String what) {
        boolean loop = Thread.currentThread() instanceof FastThreadLocalThread thread && !thread.permitBlockingCalls();
        if (loop || Schedulers.isInNonBlockingThread()) {
            throw new BlockingException(
                    Reason.MUST_NOT_BLOCK,
                    what + " would block " + Thread.currentThread().getName()
                            + ", which must not be blocked: the awaited result may need it. Use another thread"
                            + " or the reactive link");
        }
        if (Thread.currentThread().isInterrupted()) {
            throw interrupted(what);
        }
    }

    static BlockingException interrupted(String what) {
        return new BlockingException(Reason.INTERRUPTED, what + " was interrupted");
    }

    /** Cancels the Mono, unless it has ended: then its result is used. */
    private boolean endedBeforeCancel() {
        boolean ended = end.getCount() == 0;
        if (!ended) {
            cancelled = true;
            Subscription open = subscription;
            if (open != null) {
                open.cancel();
            }
        }
        return ended;
    }

    private @Nullable T result() {
        Throwable thrown = failure;
        if (thrown != null) {
            throw unchecked(thrown);
        }
        return value;
    }

    /** The exception itself if it is unchecked; wrapped otherwise. */
    static RuntimeException unchecked(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        return thrown instanceof RuntimeException known ? known : new IllegalStateException(thrown);
    }

    @Override
    public void onSubscribe(Subscription given) {
        if (Operators.validate(subscription, given)) {
            subscription = given;
            if (cancelled) {
                given.cancel();
            } else {
                given.request(Long.MAX_VALUE);
            }
        }
    }

    @Override
    public void onNext(T next) {
        value = next;
    }

    @Override
    public void onError(Throwable thrown) {
        failure = thrown;
        end.countDown();
    }

    @Override
    public void onComplete() {
        end.countDown();
    }
}
