package io.atflux.error;

import io.atflux.internal.time.Durations;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A time limit passed. {@link #phase()} names the awaited event. */
public final class AtTimeoutException extends AtException {

    private static final long serialVersionUID = 1L;

    /** The awaited event. Later releases may add constants: programs treat an unknown one as a separate kind of limit. */
    public enum Phase {
        /** The line to become free. */
        QUEUE,
        /** The prompt after which the payload is written. */
        PROMPT,
        /** The final result code. */
        FINAL,
        /** The unsolicited result code that ends an asynchronous command. */
        URC,
        /** The next command of an exclusive turn that keeps the line. */
        TURN,
        /** Any end of the request: the caller's own deadline passed. */
        DEADLINE,
        /**
         * The answer to a command sent before the module was restarted, and the rest of its turn: neither is sent again
         * automatically.
         */
        RESTART
    }

    private final Phase phase;
    private final Duration limit;

    /**
     * @param command the command line, its secrets masked; null if no command is concerned
     * @param limit the limit that passed
     * @param outcome what happened to the command
     */
    public AtTimeoutException(@Nullable String command, Phase phase, Duration limit, Outcome outcome) {
        this(command, phase, limit, outcome, message(phase, limit));
    }

    /** The same with a given message. */
    public AtTimeoutException(@Nullable String command, Phase phase, Duration limit, Outcome outcome, String message) {
        super(message, command, outcome, null);
        this.phase = phase;
        this.limit = limit;
    }

    /**
     * The same time-out, with another message.
     *
     * @param message the explanation
     * @return another exception, in which this one is suppressed
     */
    public AtTimeoutException explained(String message) {
        return better(message, null);
    }

    /**
     * The same, with the explanation also as a value, for {@link #explanation}.
     *
     * @param message the explanation
     * @param explanation the explanation as a value
     */
    public AtTimeoutException explained(String message, Object explanation) {
        return better(message, explanation);
    }

    private AtTimeoutException better(String message, @Nullable Object explanation) {
        AtTimeoutException better = new AtTimeoutException(command(), phase, limit, outcome(), message);
        better.explains(this, explanation);
        return better;
    }

    private static String message(Phase phase, Duration limit) {
        return phase == Phase.RESTART
                ? "the module was restarted"
                : "no " + what(phase) + " within " + Durations.text(limit);
    }

    /** Whether the failure means that the module was restarted, so that the caller may repeat its set-up. */
    public static boolean isRestart(@Nullable Throwable failure) {
        return failure instanceof AtTimeoutException late && late.phase == Phase.RESTART;
    }

    private static String what(Phase phase) {
        return switch (phase) {
            case QUEUE -> "turn on the line";
            case PROMPT -> "prompt";
            case FINAL -> "final result";
            case URC -> "result code that ends the command";
            case TURN -> "command of the exclusive turn";
            case DEADLINE -> "end before the caller's deadline";
            case RESTART -> "answer of before the module's restart";
        };
    }

    /** The event that the session waited for. */
    public Phase phase() {
        return phase;
    }

    /** The limit that passed. */
    public Duration limit() {
        return limit;
    }
}
