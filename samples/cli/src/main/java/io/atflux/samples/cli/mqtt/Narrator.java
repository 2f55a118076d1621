package io.atflux.samples.cli.mqtt;

import io.atflux.link.LinkPhase;
import io.atflux.link.LinkState;
import io.atflux.modem.StepProgress;
import io.atflux.observe.LineEvent;
import io.atflux.samples.cli.Shown;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

/** Reports waits on standard error, with the elapsed and the allowed time, and failures. Thread-safe. */
final class Narrator implements AutoCloseable {

    private static final Duration TICK = Duration.ofMillis(500);
    private static final Duration FIRST = Duration.ofSeconds(2);
    private static final Duration NEXT = Duration.ofSeconds(5);

    private final PrintStream err;
    private final @Nullable Duration within;
    private final boolean keepTrying;
    private final Duration closeLimit;
    private final LongSupplier nanos;
    private final Disposable ticking;
    private @Nullable LinkState now;
    private @Nullable StepProgress step;
    private long waitingSince;
    private long stepSince;
    private long due = FIRST.toNanos();
    private String lastTold = "";
    private @Nullable LineEvent refusal;
    private boolean wasReady;

    private Narrator(
            PrintStream err,
            @Nullable Duration within,
            boolean keepTrying,
            Duration closeLimit,
            LongSupplier nanos,
            Flux<?> ticks) {
        this.err = err;
        this.within = within;
        this.keepTrying = keepTrying;
        this.closeLimit = closeLimit;
        this.nanos = nanos;
        this.waitingSince = nanos.getAsLong();
        this.ticking = ticks.subscribe(tick -> tick());
    }

    /**
     * Reports by the machine's clock until it is closed.
     *
     * @param within the limit for a connection; null for none
     * @param keepTrying whether the program waits for the first connection also if only a human can mend the cause
     */
    static Narrator on(PrintStream err, @Nullable Duration within, boolean keepTrying, Duration closeLimit) {
        return new Narrator(err, within, keepTrying, closeLimit, System::nanoTime, Flux.interval(TICK));
    }

    /** Reports by a test's clock at each of its ticks. */
    static Narrator on(
            PrintStream err,
            @Nullable Duration within,
            boolean keepTrying,
            Duration closeLimit,
            LongSupplier nanos,
            Flux<?> ticks) {
        return new Narrator(err, within, keepTrying, closeLimit, nanos, ticks);
    }

    synchronized void step(StepProgress progress) {
        StepProgress running = step;
        refusal = null;
        if (progress.state() == StepProgress.State.STARTED) {
            step = progress;
            stepSince = nanos.getAsLong();
            if (now != null && now.isReady()) {
                due = FIRST.toNanos();
            }
        } else if (running != null && running.name().equals(progress.name())) {
            step = null;
        }
    }

    /** Keeps a refusal of the running step, which may be repeated for long before the link gives it a cause. */
    synchronized void line(LineEvent event) {
        if (event.kind() == LineEvent.Kind.FINAL) {
            refusal = step != null && event.text().contains("ERROR") ? event : null;
        }
    }

    synchronized void state(LinkState state) {
        LinkState before = now;
        now = state;
        boolean closing = state.phase() == LinkPhase.CLOSING;
        if (closing || (before != null && before.isReady() && !state.isReady())) {
            waitingSince = nanos.getAsLong();
            due = FIRST.toNanos();
        }
        if (state.phase() == LinkPhase.WAITING || state.phase() == LinkPhase.BLOCKED) {
            tellFailure(state);
        } else if (state.isReady()) {
            lastTold = "";
            wasReady = true;
            due = FIRST.toNanos();
        }
    }

    private void tellFailure(LinkState state) {
        String diagnosis = Words.diagnosis(state);
        boolean again = diagnosis.equals(lastTold);
        lastTold = diagnosis;
        err.println("atflux: " + (again ? "again " + state.cause() + "." : diagnosis) + next(state));
    }

    private String next(LinkState state) {
        Instant next = state.nextAttemptAt();
        boolean blocked = state.phase() == LinkPhase.BLOCKED;
        // Before the first connection, the program ends at such a cause.
        if (next == null || (blocked && !keepTrying && !wasReady)) {
            return "";
        }
        String verb = blocked ? " Looked at" : " Tried";
        long seconds = Math.max(0, (Duration.between(state.since(), next).toMillis() + 500) / 1_000);
        return verb + " again in " + seconds + " s.";
    }

    private synchronized void tick() {
        String awaited = now == null ? "the line" : Words.awaited(now.phase());
        if (awaited != null) {
            boolean closing = now != null && now.phase() == LinkPhase.CLOSING;
            tellWait(awaited, waitingSince, closing ? closeLimit : within, closing ? "" : running());
        } else if (step != null) {
            tellWait(step.name(), stepSince, null, " (" + step.rule() + ")");
        }
    }

    /** The running step, in parentheses; empty if none runs. */
    synchronized String running() {
        return step == null ? "" : " (" + step.name() + ": " + step.rule() + ")";
    }

    /** The reason why there is no connection yet, with the last thing that went wrong. */
    synchronized String late(LinkState state) {
        String late = Words.diagnosis(state) + running();
        LineEvent no = refusal;
        if (state.cause() != null) {
            return late;
        }
        if (no != null) {
            String command = no.command();
            return late + "; the modem said last: " + Shown.text(no.text())
                    + (command == null ? "." : " (to " + Shown.text(command) + ").");
        }
        return late + (lastTold.isEmpty() ? "." : "; the attempt before failed: " + lastTold);
    }

    private void tellWait(String what, long since, @Nullable Duration allowed, String more) {
        long waited = nanos.getAsLong() - since;
        if (waited < due) {
            return;
        }
        due = waited + NEXT.toNanos();
        String limit = allowed == null ? "" : " of " + allowed.toSeconds() + " s";
        err.println(
                "atflux: waiting for " + what + ": " + Duration.ofNanos(waited).toSeconds() + " s" + limit + more);
    }

    @Override
    public void close() {
        ticking.dispose();
    }
}
