package io.atflux.error;

import io.atflux.internal.failure.Failures;
import io.atflux.line.AtLine;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request that failed. Says which command it was (secrets masked), what became of it, and what came before the end. Each class has
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

    /** What became of the request. */
    public Outcome outcome() {
        return outcome;
    }

    /** How often the command was written; 0 if it never was, or no command is concerned. */
    public int attempts() {
        return attempts;
    }

    /**
     * The lines of the reply that came before the end; empty if none came. What they repeat of secrets is in their
     * {@link AtLine#text()}, and masked where they are printed.
     */
    public List<AtLine> lines() {
        return lines == null ? List.of() : lines;
    }

    /**
     * What else was learnt of the reason, as a value: after a failed open over TLS, for instance, the module's own reason, an
     * {@code io.atflux.mqtt.TlsError}. Its words are in the message.
     *
     * @param kind the class of the value
     * @return empty if nothing of that kind is known, and after it was read from a serialised exception
     */
    public final <T> Optional<T> explanation(Class<T> kind) {
        return kind.isInstance(explanation) ? Optional.of(kind.cast(explanation)) : Optional.empty();
    }

    /** Takes over what is known of a failure that this one says better, and the failure itself. */
    final void explains(AtException failure, @Nullable Object more) {
        explanation = more == null ? failure.explanation : more;
        attempts = failure.attempts;
        lines = failure.lines();
        addSuppressed(failure);
    }
}
