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
     * @param what is done, for messages
     * @return what came; null for nothing
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

    /** Before anything is begun. */
    static void mayBlock(String what) {
        boolean loop = Thread.currentThread() instanceof FastThreadLocalThread thread && !thread.permitBlockingCalls();
        if (loop || Schedulers.isInNonBlockingThread()) {
            throw new BlockingException(
                    Reason.MUST_NOT_BLOCK,
                    what + " would block " + Thread.currentThread().getName()
                            + ", which must not be blocked: what is waited for may need it. Use a thread of your own,"
                            + " or the link itself");
        }
        if (Thread.currentThread().isInterrupted()) {
            throw interrupted(what);
        }
    }

    static BlockingException interrupted(String what) {
        return new BlockingException(Reason.INTERRUPTED, what + " was interrupted");
    }

    /** Cancels it, unless it has ended: then its result counts. */
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

    /** As it is, if it can be thrown so. */
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
