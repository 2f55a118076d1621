package io.atflux.standard;

import java.time.Duration;
import java.util.List;

/**
 * What one command comes to.
 *
 * @param prompts whether it asks for text, up to Ctrl-Z or ESC (27.005 3.5.1), before it ends so
 * @param time how long it takes
 */
record Answer(List<String> lines, String result, boolean prompts, Duration time) {

    static Answer ok(Duration time, String... lines) {
        return new Answer(List.of(lines), "OK", false, time);
    }

    static Answer no(Duration time, String result, String... lines) {
        return new Answer(List.of(lines), result, false, time);
    }

    boolean isOk() {
        return result.equals("OK");
    }
}
