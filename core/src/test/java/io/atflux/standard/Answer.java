package io.atflux.standard;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What one command comes to. */
final class Answer {

    /** No data is asked for. */
    static final int NO_ENTRY = -1;

    /** Text is asked for, up to Ctrl-Z or ESC (27.005 3.5.1). */
    static final int TEXT = 0;

    final List<String> lines;
    final String result;

    /** How long it takes. */
    final Duration time;

    /** How many bytes are asked for after a prompt, or one of the above. */
    final int entry;

    /** What is printed by itself, later than the final result; empty for nothing. */
    final String settled;

    /** How much later. */
    final Duration settledAfter;

    private Answer(List<String> lines, String result, Duration time, int entry, String settled, Duration settledAfter) {
        this.lines = lines;
        this.result = result;
        this.time = time;
        this.entry = entry;
        this.settled = settled;
        this.settledAfter = settledAfter;
    }

    static Answer ok(Duration time, String... lines) {
        return no(time, "OK", lines);
    }

    static Answer no(Duration time, String result, String... lines) {
        return new Answer(List.of(lines), result, time, NO_ENTRY, "", Duration.ZERO);
    }

    /** The same after these lines, with that much more time. */
    Answer after(List<String> earlier, Duration more) {
        List<String> all = new ArrayList<>(earlier);
        all.addAll(lines);
        return new Answer(all, result, time.plus(more), entry, settled, settledAfter);
    }

    Answer asking(int bytes) {
        return new Answer(lines, result, time, bytes, settled, settledAfter);
    }

    Answer settledBy(String code, Duration later) {
        return new Answer(lines, result, time, entry, code, later);
    }

    boolean isOk() {
        return result.equals("OK");
    }

    boolean asks() {
        return entry != NO_ENTRY;
    }
}
