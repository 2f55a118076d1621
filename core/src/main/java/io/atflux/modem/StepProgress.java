package io.atflux.modem;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.util.context.ContextView;

/**
 * The progress of one step: a command, or a few, that a {@link Modem} or an MQTT client sends for one purpose. Reported at the
 * start and at the end of the step. Texts are masked. Immutable.
 */
public final class StepProgress {

    /** The state of a step. */
    public enum State {
        STARTED,
        DONE,
        FAILED,
        CANCELLED
    }

    private final String name;
    private final String command;
    private final String rule;
    private final State state;
    private final Duration elapsed;
    private final @Nullable String result;
    private final @Nullable Throwable failure;

    private StepProgress(Builder builder) {
        this.name = builder.name;
        this.command = builder.command;
        this.rule = builder.rule;
        this.state = builder.state;
        this.elapsed = builder.elapsed;
        this.result = builder.result;
        this.failure = builder.failure;
    }

    /**
     * Starts from a step that has just begun: for tests of listeners.
     *
     * @param name its purpose: {@code SIM}, {@code bearer}
     */
    public static Builder builder(String name) {
        return new Builder(name);
    }

    /** A builder with these values. */
    public Builder mutate() {
        Builder builder = new Builder(name).command(command).rule(rule).elapsed(elapsed);
        builder.state = state;
        builder.result = result;
        builder.failure = failure;
        return builder;
    }

    /**
     * The step in which a command is sent, as it was reported when it began, found in the Reactor context of the command; the innermost
     * one. Null if it is sent in none, and if no listener asked for steps.
     */
    public static @Nullable StepProgress in(ContextView context) {
        return context.getOrDefault(StepProgress.class, null);
    }

    /** Its purpose: {@code SIM}, {@code bearer}. */
    public String name() {
        return name;
    }

    /** The command line; empty if there is no single one. */
    public String command() {
        return command;
    }

    /** Its time-out and its re-send rule: {@code 1 s, within 90 s}. */
    public String rule() {
        return rule;
    }

    /** Whether it is running, or how it ended. */
    public State state() {
        return state;
    }

    /** The time since its start, including the wait for the line. */
    public Duration elapsed() {
        return elapsed;
    }

    /** The result; null while it runs, and if it failed or was cancelled. */
    public @Nullable String result() {
        return result;
    }

    /** The failure; null otherwise. */
    public @Nullable Throwable failure() {
        return failure;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StepProgress s
                && name.equals(s.name)
                && command.equals(s.command)
                && rule.equals(s.rule)
                && state == s.state
                && elapsed.equals(s.elapsed)
                && Objects.equals(result, s.result)
                && Objects.equals(failure, s.failure);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, command, rule, state, elapsed, result, failure);
    }

    @Override
    public String toString() {
        return "StepProgress[name=" + name + ", command=" + command + ", rule=" + rule + ", state=" + state
                + ", elapsed=" + elapsed + ", result=" + result + ", failure=" + failure + "]";
    }

    /** Collects the values of a step. Not thread-safe. */
    public static final class Builder {

        private final String name;
        private String command = "";
        private String rule = "";
        private State state = State.STARTED;
        private Duration elapsed = Duration.ZERO;
        private @Nullable String result;
        private @Nullable Throwable failure;

        private Builder(String name) {
            this.name = Objects.requireNonNull(name, "name");
        }

        /** The command line, its secrets masked. */
        public Builder command(String line) {
            command = line;
            return this;
        }

        /** Its time-out and its re-send rule. */
        public Builder rule(String text) {
            rule = text;
            return this;
        }

        /** The time since its start. */
        public Builder elapsed(Duration time) {
            elapsed = time;
            return this;
        }

        /** The step succeeded. */
        public Builder done(String text) {
            return end(State.DONE, text, null);
        }

        /** The step failed. */
        public Builder failed(Throwable why) {
            return end(State.FAILED, null, why);
        }

        /** The step was cancelled. */
        public Builder cancelled() {
            return end(State.CANCELLED, null, null);
        }

        private Builder end(State last, @Nullable String text, @Nullable Throwable why) {
            state = last;
            result = text;
            failure = why;
            return this;
        }

        /** The progress with these values. */
        public StepProgress build() {
            return new StepProgress(this);
        }
    }
}
