package io.atflux.samples.benchmarks.command;

import java.util.function.Supplier;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;

/** A line whose commands are Monos. A new Mono is made for each command, as programs do. */
final class MonoLine implements LoopContender.Line, CoreSubscriber<Object> {

    private final LoopContender contender;
    private final Supplier<? extends Mono<?>> command;
    private final Runnable closing;

    MonoLine(LoopContender contender, Supplier<? extends Mono<?>> command, Runnable closing) {
        this.contender = contender;
        this.command = command;
        this.closing = closing;
    }

    @Override
    public void send() {
        command.get().subscribe(this);
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(Object answer) {
        // Only its arrival counts.
    }

    @Override
    public void onError(Throwable failure) {
        contender.failed(failure);
    }

    @Override
    public void onComplete() {
        contender.answered(this);
    }

    @Override
    public void close() {
        closing.run();
    }
}
