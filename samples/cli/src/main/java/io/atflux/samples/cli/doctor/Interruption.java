package io.atflux.samples.cli.doctor;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Lets Ctrl-C end the work in good order: changes are reverted before the process ends. */
final class Interruption {

    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final Sinks.Empty<Void> asked = Sinks.empty();
    private final CountDownLatch over = new CountDownLatch(1);

    private Interruption() {}

    /**
     * Runs the work to its end.
     *
     * @param work creates the work; its argument completes when the user stops the program; the work then reverts its
     *     changes and completes
     */
    static void run(Function<Mono<Void>, Mono<Void>> work) throws InterruptedException {
        new Interruption().runToItsEnd(work);
    }

    private void runToItsEnd(Function<Mono<Void>, Mono<Void>> work) throws InterruptedException {
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        Mono<Void> all = work.apply(asked.asMono());
        Thread hook = new Thread(this::interrupted, "atflux-interrupted");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            all.subscribe(
                    nothing -> {},
                    failed -> {
                        failure.set(failed);
                        over.countDown();
                    },
                    over::countDown);
            over.await();
        } finally {
            remove(hook);
        }
        Throwable failed = failure.get();
        if (failed != null) {
            throw failed instanceof RuntimeException e ? e : new IllegalStateException(failed);
        }
    }

    private void interrupted() {
        asked.tryEmitEmpty();
        try {
            if (!over.await(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
                System.err.println("atflux: not all changes were reverted on the modem");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void remove(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException goingDown) {
            // The hook already runs, and ends on completion.
        }
    }
}
