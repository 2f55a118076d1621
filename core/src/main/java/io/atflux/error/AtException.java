package io.atflux.error;

import io.atflux.line.AtLine;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request that failed. Says which command it was (secrets masked), what became of it, and what came before the end. */
public abstract sealed class AtException extends RuntimeException
        permits AtTimeoutException,
                AtRejectedException,
                AtConnectionException,
                AtProtocolException,
                AtOverflowException,
                AtUsageException {

    private static final long serialVersionUID = 1L;

    private final @Nullable String command;
    private final Outcome outcome;
    private transient List<AtLine> lines = List.of();
    private int attempts;

    AtException(String message, @Nullable String command, Outcome outcome, @Nullable Throwable cause) {
        super(command == null ? message : command + ": " + message + " [" + outcome + "]", cause);
        this.command = command;
        this.outcome = outcome;
    }

    /** The command line, its secrets masked; null where no command is concerned. */
    public @Nullable String command() {
        return command;
    }

    /** What became of the request. */
    public Outcome outcome() {
        return outcome;
    }

    /** How often the command was written; 0 where it never was, or no command is concerned. */
    public int attempts() {
        return attempts;
    }

    /** Says how often the command was written. For the session's use. */
    public AtException withAttempts(int writes) {
        attempts = writes;
        return this;
    }

    /**
     * The lines of the reply that came before the end; empty where none came. What they repeat of secrets is in their
     * {@link AtLine#text()}, and masked where they are printed.
     */
    public List<AtLine> lines() {
        return lines == null ? List.of() : lines;
    }

    /** Attaches the lines that came. For the session's use. */
    public AtException withLines(List<AtLine> partial) {
        lines = List.copyOf(partial);
        return this;
    }
}
