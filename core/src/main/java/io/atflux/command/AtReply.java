package io.atflux.command;

import io.atflux.internal.ledger.Replies;
import io.atflux.internal.time.Durations;
import io.atflux.line.AtLine;
import io.atflux.line.Parameters;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The reply to a command. Its text form is masked, as that of its lines is; the values of the lines are not. Immutable. */
public final class AtReply {

    static {
        Replies.open(AtReply::new);
    }

    private final FinalResult result;
    private final List<AtLine> lines;
    private final @Nullable AtLine urc;
    private final int attempts;
    private final boolean possiblyDuplicated;
    /** Nanoseconds: a Duration is created only on request. */
    private final long elapsed;

    private AtReply(
            FinalResult result,
            List<AtLine> lines,
            @Nullable AtLine urc,
            int attempts,
            boolean possiblyDuplicated,
            long elapsed) {
        this.result = result;
        this.lines = lines;
        this.urc = urc;
        this.attempts = attempts;
        this.possiblyDuplicated = possiblyDuplicated;
        this.elapsed = elapsed;
    }

    /** A reply to one attempt, with no elapsed time: for tests of decoders, and for dialects that determine a result in another way. */
    public static AtReply of(FinalResult result, AtLine... lines) {
        return builder(result).lines(List.of(lines)).build();
    }

    /** {@link #of} with all the values that a session sets. */
    public static Builder builder(FinalResult result) {
        return new Builder(result);
    }

    /** The final result code. */
    public FinalResult result() {
        return result;
    }

    /** The information lines, in order. */
    public List<AtLine> lines() {
        return lines;
    }

    /** The unsolicited result code that settled an asynchronous command, null for the others. */
    public @Nullable AtLine urc() {
        return urc;
    }

    /** How many times the command was written, 1 or more. */
    public int attempts() {
        return attempts;
    }

    /** Whether an earlier attempt may have been carried out as well. */
    public boolean possiblyDuplicated() {
        return possiblyDuplicated;
    }

    /** From the first write to the end. */
    public Duration elapsed() {
        return Duration.ofNanos(elapsed);
    }

    /** The first information line with a name, or null. */
    public @Nullable AtLine line(String name) {
        for (AtLine line : lines) {
            if (line.isNamed(name)) {
                return line;
            }
        }
        return null;
    }

    /**
     * The parameters of the first information line with a name. For decoders: its exception reaches the caller as
     * {@link io.atflux.error.AtProtocolException}.
     *
     * @throws IllegalArgumentException if the reply has no such line
     */
    public Parameters parameters(String name) {
        AtLine line = line(name);
        if (line == null) {
            throw new IllegalArgumentException("no " + name + " line in the answer");
        }
        return line.parameters();
    }

    /** The texts of the information lines as received, for programs; {@code lines().toString()} is for people. */
    public List<String> texts() {
        return lines.stream().map(AtLine::text).toList();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AtReply r
                && result.equals(r.result)
                && lines.equals(r.lines)
                && Objects.equals(urc, r.urc)
                && attempts == r.attempts
                && possiblyDuplicated == r.possiblyDuplicated
                && elapsed == r.elapsed;
    }

    @Override
    public int hashCode() {
        return Objects.hash(result, lines, urc, attempts, possiblyDuplicated, elapsed);
    }

    @Override
    public String toString() {
        return "AtReply[result=" + result + ", lines=" + lines + ", urc=" + urc + ", attempts=" + attempts
                + ", possiblyDuplicated=" + possiblyDuplicated + ", elapsed=" + elapsed() + "]";
    }

    /** Collects a reply. */
    public static final class Builder {

        private final FinalResult result;
        private List<AtLine> lines = List.of();
        private @Nullable AtLine urc;
        private int attempts = 1;
        private boolean possiblyDuplicated;
        private Duration elapsed = Duration.ZERO;

        private Builder(FinalResult result) {
            this.result = result;
        }

        /** The information lines, in order. Default: none. */
        public Builder lines(List<AtLine> all) {
            lines = List.copyOf(all);
            return this;
        }

        /** The unsolicited result code that settled the command. Default: null. */
        public Builder urc(@Nullable AtLine line) {
            urc = line;
            return this;
        }

        /** How many times the command was written. Default 1. */
        public Builder attempts(int number) {
            attempts = number;
            return this;
        }

        /** Whether an earlier attempt may have been carried out as well. Default no. */
        public Builder possiblyDuplicated(boolean possibly) {
            possiblyDuplicated = possibly;
            return this;
        }

        /** From the first write to the end. Default: zero. */
        public Builder elapsed(Duration time) {
            elapsed = time;
            return this;
        }

        public AtReply build() {
            return new AtReply(result, lines, urc, attempts, possiblyDuplicated, Durations.nanos(elapsed));
        }
    }
}
