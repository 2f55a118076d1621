package io.atflux.samples.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reports long waits on standard error, with the elapsed and the allowed time. */
public final class Waits implements AutoCloseable {

    private static final Duration TICK = Duration.ofMillis(500);
    private static final Duration FIRST = Duration.ofSeconds(2);
    private static final Duration NEXT = Duration.ofSeconds(5);

    private static final class Wait {

        final String what;
        final @Nullable Duration allowed;
        final long since;
        long due = FIRST.toNanos();

        Wait(String what, @Nullable Duration allowed, long since) {
            this.what = what;
            this.allowed = allowed;
            this.since = since;
        }
    }

    private final PrintStream err;
    private final LongSupplier nanos;
    private final Disposable ticking;
    private final Deque<Wait> waits = new ArrayDeque<>();

    private Waits(PrintStream err, LongSupplier nanos, Flux<?> ticks) {
        this.err = err;
        this.nanos = nanos;
        this.ticking = ticks.subscribe(tick -> tick());
    }

    /** Reports by the machine's clock until it is closed. */
    public static Waits on(PrintStream err) {
        return new Waits(err, System::nanoTime, Flux.interval(TICK));
    }

    /** Reports by the machine's clock at each call of {@link #tick}, for a program with a thread for that. */
    public static Waits ticked(PrintStream err) {
        return new Waits(err, System::nanoTime, Flux.never());
    }

    /** Reports by a test's clock at each of its ticks. */
    static Waits on(PrintStream err, LongSupplier nanos, Flux<?> ticks) {
        return new Waits(err, nanos, ticks);
    }

    /**
     * The same Mono; while it runs it is the reported wait, unless a wait inside it is.
     *
     * @param allowed the allowed time; null if it is not known here
     */
    public <T> Mono<T> track(String what, @Nullable Duration allowed, Mono<T> work) {
        return Mono.defer(() -> {
            Wait wait = begin(what, allowed);
            return work.doFinally(signal -> end(wait));
        });
    }

    private synchronized Wait begin(String what, @Nullable Duration allowed) {
        Wait wait = new Wait(what, allowed, nanos.getAsLong());
        waits.push(wait);
        return wait;
    }

    private synchronized void end(Wait wait) {
        // Not always the last one: a step's end is signalled after the next one's begin.
        waits.remove(wait);
    }

    /** Reports the current wait if it is due. */
    public synchronized void tick() {
        Wait wait = waits.peek();
        if (wait == null) {
            return;
        }
        long waited = nanos.getAsLong() - wait.since;
        if (waited >= wait.due) {
            wait.due = waited + NEXT.toNanos();
            Duration allowed = wait.allowed;
            err.println("atflux: waiting for " + wait.what + ": "
                    + Duration.ofNanos(waited).toSeconds() + " s"
                    + (allowed == null ? "" : " of " + allowed.toSeconds() + " s"));
        }
    }

    @Override
    public void close() {
        ticking.dispose();
    }
}
