package io.atflux.outbox.internal;

import io.atflux.outbox.Outbox;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.concurrent.Executor;
import reactor.core.publisher.Mono;

/** A writer that runs on the test's thread, on request: earlier requests form one group. */
final class ManualWriter implements Executor {

    private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    void run() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    int tasks() {
        return tasks.size();
    }

    /** Subscribes now; the returned Mono delivers the answer. */
    <T> Mono<T> ask(Mono<T> mono) {
        Mono<T> shared = mono.cache();
        shared.subscribe(value -> {}, error -> {});
        return shared;
    }

    <T> T get(Mono<T> mono) {
        Mono<T> asked = ask(mono);
        run();
        return Objects.requireNonNull(asked.block(OutboxFiles.PATIENCE));
    }

    void close(Outbox outbox) {
        Mono<Void> asked = ask(outbox.close());
        run();
        asked.block(OutboxFiles.PATIENCE);
    }
}
