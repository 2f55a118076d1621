package io.atflux.modem;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One step of a conversation with the module, as it begins and as it ends. Texts are masked.
 *
 * @param name what it is for: {@code SIM}, {@code bearer}
 * @param command the command line
 * @param rule its time-out and when it is sent again: {@code 1 s, within 90 s}
 * @param state whether it runs, or how it ended
 * @param elapsed since it began, waiting for the line included
 * @param result what came of it; null while it runs, and where it failed
 * @param failure why it failed; null otherwise
 */
public record Step(
        String name,
        String command,
        String rule,
        State state,
        Duration elapsed,
        @Nullable String result,
        @Nullable Throwable failure) {

    /** Where a step stands. */
    public enum State {
        STARTED,
        DONE,
        FAILED,
        CANCELLED
    }
}
