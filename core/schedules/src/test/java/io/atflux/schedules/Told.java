package io.atflux.schedules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/** A subscriber that requests automatically or on command, and checks that signals come one at a time, with one end. */
public final class Told<T> implements CoreSubscriber<T> {

    final Queue<T> values = new ConcurrentLinkedQueue<>();
    final AtomicInteger completed = new AtomicInteger();
    final Queue<Throwable> errors = new ConcurrentLinkedQueue<>();
    private final long asks;
    private final Context context;
    private final CountDownLatch end = new CountDownLatch(1);
    private final AtomicInteger inside = new AtomicInteger();
    private @Nullable Subscription subscription;

    public Told(long asks) {
        this(asks, Context.empty());
    }

    Told(long asks, Context context) {
        this.asks = asks;
        this.context = context;
    }

    static <T> Told<T> of(Mono<T> mono) {
        Told<T> told = new Told<>(1);
        mono.subscribe(told);
        return told;
    }

    void request(long n) {
        if (subscription != null) {
            subscription.request(n);
        }
    }

    public void cancel() {
        if (subscription != null) {
            subscription.cancel();
        }
    }

    /** Waits for the end: a missing end is a deadlock, which fails the schedule. */
    public void awaitEnd() throws InterruptedException {
        end.await();
        assertThat(ends()).isEqualTo(1);
    }

    public int ends() {
        return completed.get() + errors.size();
    }

    public List<T> got() {
        return List.copyOf(values);
    }

    @Override
    public Context currentContext() {
        return context;
    }

    @Override
    public void onSubscribe(Subscription given) {
        subscription = given;
        if (asks > 0) {
            given.request(asks);
        }
    }

    @Override
    public void onNext(T value) {
        assertThat(inside.getAndIncrement()).as("signals at once").isZero();
        assertThat(ends()).as("ends before a value").isZero();
        values.add(value);
        inside.decrementAndGet();
    }

    @Override
    public void onError(Throwable cause) {
        errors.add(cause);
        end.countDown();
    }

    @Override
    public void onComplete() {
        completed.incrementAndGet();
        end.countDown();
    }
}
