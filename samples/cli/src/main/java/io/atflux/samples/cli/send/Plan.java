package io.atflux.samples.cli.send;

import io.atflux.profile.AtProfile;
import io.atflux.samples.cli.WireText;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The work on a connection.
 *
 * @param text the encoding of text on the line
 * @param endings the endings of commands after their OK *
 * @param initialise whether the modem is initialised first
 * @param timeout the limit for each command, from its write to its end; null for the usual one
 * @param urcs whether unsolicited lines are reported
 * @param linger the time to listen after the last reply
 * @param data the data for a prompt, null for none
 * @param stopOnError whether the first command that fails is the last one
 */
record Plan(
        AtProfile profile,
        WireText text,
        Endings endings,
        boolean initialise,
        @Nullable Duration timeout,
        boolean urcs,
        Duration linger,
        @Nullable PromptData data,
        boolean stopOnError) {

    private static final Duration USUAL = Duration.ofSeconds(10);

    /** The limit for a command that its final result ends, and for the modem's first answer. */
    Duration limit() {
        return timeout == null ? USUAL : timeout;
    }
}
