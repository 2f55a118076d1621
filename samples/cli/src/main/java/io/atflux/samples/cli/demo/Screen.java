package io.atflux.samples.cli.demo;

import io.atflux.modem.StepProgress;
import io.atflux.samples.cli.Palette;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The terminal: transcript lines as they occur, and below them the current wait if a step takes long. */
final class Screen {

    private static final String SENT = ">>";
    private static final String FAILED = "  FAILED: ";
    private static final String HEADING = "  - ";
    private static final long LONG_NANOS = Duration.ofMillis(500).toNanos();
    /** The interval of notices of a wait if lines cannot be overwritten. */
    private static final long NOTICE_NANOS = Duration.ofSeconds(5).toNanos();

    private final PrintStream out;
    private final boolean live;
    private final Palette palette;
    private long start = System.nanoTime();
    private @Nullable StepProgress running;
    private long runningSince;
    private long nextNotice;
    private int shown;

    /** @param live whether the output is a terminal, on which a line can be overwritten */
    Screen(PrintStream out, boolean live, Palette palette) {
        this.out = out;
        this.live = live;
        this.palette = palette;
    }

    /** Starts the time of the transcript. */
    synchronized void begin() {
        start = System.nanoTime();
    }

    synchronized void line(String text) {
        wipe();
        out.println(text);
        out.flush();
    }

    /** A line of the transcript, after the seconds since the start. */
    synchronized void event(String text) {
        String shown = text.startsWith(SENT) ? palette.sent(text) : text;
        line(String.format(Locale.ROOT, "%8.3f  %s", (System.nanoTime() - start) / 1e9, shown));
    }

    /** A line that says whether a check held. */
    void verdict(String text, boolean held) {
        line(held ? palette.good(text) : palette.bad(text));
    }

    /** A row of the table at the end. */
    void row(String text) {
        line(text.contains(FAILED) ? palette.bad(text) : text.startsWith(HEADING) ? palette.notice(text) : text);
    }

    synchronized void step(StepProgress step) {
        if (step.state() == StepProgress.State.STARTED) {
            running = step;
            runningSince = System.nanoTime();
            nextNotice = LONG_NANOS;
        } else {
            running = null;
            wipe();
        }
    }

    /** Called a few times a second. */
    synchronized void tick() {
        StepProgress step = running;
        long waited = System.nanoTime() - runningSince;
        if (step == null || waited < LONG_NANOS) {
            return;
        }
        String text =
                String.format(Locale.ROOT, "          … %s: %.1f s (rule: %s)", step.name(), waited / 1e9, step.rule());
        if (live) {
            wipe();
            out.print(text);
            shown = text.length();
            out.flush();
        } else if (waited >= nextNotice) {
            nextNotice = waited + NOTICE_NANOS;
            out.println(text);
            out.flush();
        }
    }

    private void wipe() {
        if (shown > 0) {
            out.print("\r" + " ".repeat(shown) + "\r");
            shown = 0;
        }
    }
}
