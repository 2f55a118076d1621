package io.atflux.error;

import io.atflux.internal.time.Durations;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A limit passed. {@link #phase()} says what was waited for. */
public final class AtTimeoutException extends AtException {

    private static final long serialVersionUID = 1L;

    /** What the session was waiting for. */
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
        /** Anything: the caller's own deadline passed. */
        DEADLINE,
        /** What a module was asked before it was restarted, and what its turn was still to ask: neither is sent again by itself. */
        RESTART
    }

    private final Phase phase;
    private final Duration limit;

    public AtTimeoutException(@Nullable String command, Phase phase, Duration limit, Outcome outcome) {
        this(command, phase, limit, outcome, "no " + what(phase) + " within " + Durations.text(limit));
    }

    public AtTimeoutException(@Nullable String command, Phase phase, Duration limit, Outcome outcome, String message) {
        super(message, command, outcome, null);
        this.phase = phase;
        this.limit = limit;
    }

    /** The module was restarted while it worked on the command. */
    public static AtTimeoutException restarted(@Nullable String command, Duration limit, Outcome outcome) {
        return new AtTimeoutException(command, Phase.RESTART, limit, outcome, "the module was restarted");
    }

    /** Whether the failure says that the module was restarted: what was set up before may be set up again. */
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

    /** What the session was waiting for. */
    public Phase phase() {
        return phase;
    }

    /** The limit that passed. */
    public Duration limit() {
        return limit;
    }
}
