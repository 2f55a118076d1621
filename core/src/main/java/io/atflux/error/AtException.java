package io.atflux.error;

import io.atflux.internal.failure.Failures;
import io.atflux.line.AtLine;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A failed request. Holds the command (secrets masked), its outcome, and the lines received before the end. Each subclass names
 * its kinds in an enum.
 */
public abstract sealed class AtException extends RuntimeException
        permits AtTimeoutException,
                AtRejectedException,
                AtConnectionException,
                AtProtocolException,
                AtOverflowException,
                AtUsageException {

    private static final long serialVersionUID = 1L;

    static {
        Failures.open(new Failures.Access() {
            @Override
            public void setAttempts(AtException error, int writes) {
                error.attempts = writes;
            }

            @Override
            public void setLines(AtException error, List<AtLine> partial) {
                error.lines = List.copyOf(partial);
            }
        });
    }

    private final @Nullable String command;
    private final Outcome outcome;
    private transient List<AtLine> lines;
    private transient @Nullable Object explanation;
    private int attempts;

    AtException(String message, @Nullable String command, Outcome outcome, @Nullable Throwable cause) {
        this(message, command, outcome, cause, List.of());
    }

    AtException(
            String message, @Nullable String command, Outcome outcome, @Nullable Throwable cause, List<AtLine> lines) {
        super(command == null ? message : command + ": " + message + " [" + outcome + "]", cause);
        this.command = command;
        this.outcome = outcome;
        this.lines = lines;
    }

    /** The command line, its secrets masked; null if no command is concerned. */
    public @Nullable String command() {
        return command;
    }

    /** The outcome of the request. */
    public Outcome outcome() {
        return outcome;
    }

    /** How many times the command was written; 0 if it never was, or no command is concerned. */
    public int attempts() {
        return attempts;
    }

    /**
     * The lines of the reply that came before the end; empty if none came. Secrets repeated in them are readable in
     * {@link AtLine#text()}, and masked when the lines are printed.
     */
    public List<AtLine> lines() {
        return lines == null ? List.of() : lines;
    }

    /**
     * Further detail on the reason, as a value: after a failed open over TLS, for instance, the module's own reason, an
     * {@code io.atflux.mqtt.TlsError}. The message states it in words.
     *
     * @param kind the class of the value
     * @return empty if nothing of that kind is known, and for a deserialised exception
     */
    public final <T> Optional<T> explanation(Class<T> kind) {
        return kind.isInstance(explanation) ? Optional.of(kind.cast(explanation)) : Optional.empty();
    }

    /** Takes over the data of a failure that this exception explains better, and suppresses that failure. */
    final void explains(AtException failure, @Nullable Object more) {
        explanation = more == null ? failure.explanation : more;
        attempts = failure.attempts;
        lines = failure.lines();
        addSuppressed(failure);
    }
}
