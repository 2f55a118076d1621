package io.atflux.samples.cli.send;

import io.atflux.error.AtUsageException;
import io.atflux.samples.cli.WireText;
import org.jspecify.annotations.Nullable;

/** A command of the user: its bytes, one char each, or the reason why it has none. Immutable. */
final class Given {

    private final String line;
    private final @Nullable AtUsageException problem;

    private Given(String line, @Nullable AtUsageException problem) {
        this.line = line;
        this.problem = problem;
    }

    /** A command as typed. */
    static Given of(String typed, WireText text) {
        try {
            return new Given(text.bytes("the command", typed), null);
        } catch (AtUsageException e) {
            return new Given(typed, e);
        }
    }

    /** A command as read, one char a byte. */
    static Given ofBytes(String bytes) {
        return new Given(bytes, null);
    }

    /**
     * The bytes, one char each.
     *
     * @throws AtUsageException if the charset does not have one of its characters
     */
    String wire() {
        if (problem != null) {
            throw problem;
        }
        return line;
    }

    /** The bytes, or the text as typed. */
    String shown() {
        return line;
    }
}
