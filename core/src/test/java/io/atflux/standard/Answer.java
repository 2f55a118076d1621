package io.atflux.standard;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The modem's answer to one command. */
final class Answer {

    /** The command takes no data. */
    static final int NO_ENTRY = -1;

    /** The command takes text, up to Ctrl-Z or ESC (27.005 3.5.1). */
    static final int TEXT = 0;

    final List<String> lines;
    final String result;

    /** The time to the answer. */
    final Duration time;

    /** The number of bytes taken after a prompt, or one of the constants above. */
    final int entry;

    /** Printed unsolicited, later than the final result; empty for none. */
    final String settled;

    /** The delay of that output. */
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

    /** The same answer after these lines, with this much more time. */
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
