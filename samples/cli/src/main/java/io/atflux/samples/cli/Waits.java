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

/** Says on standard error for what the program waits, once that takes long: with the elapsed and the allowed time. */
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

    /** On the machine's clock, until it is closed. */
    public static Waits on(PrintStream err) {
        return new Waits(err, System::nanoTime, Flux.interval(TICK));
    }

    /** On the machine's clock, each time that {@link #tick} is called: for a program that has a thread for it. */
    public static Waits ticked(PrintStream err) {
        return new Waits(err, System::nanoTime, Flux.never());
    }

    /** On a test's clock, and each time its ticks come. */
    static Waits on(PrintStream err, LongSupplier nanos, Flux<?> ticks) {
        return new Waits(err, nanos, ticks);
    }

    /**
     * The same Mono; while it runs it is what is waited for, unless something in it is.
     *
     * @param allowed how long it may take; null if that is not known here
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
        // Not always the last one: a step's end comes after the next one's begin.
        waits.remove(wait);
    }

    /** Says what is waited for, if it is time to. */
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
