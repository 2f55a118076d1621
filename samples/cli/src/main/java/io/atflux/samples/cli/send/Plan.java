package io.atflux.samples.cli.send;

import io.atflux.profile.AtProfile;
import io.atflux.samples.cli.WireText;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What to do on a connection.
 *
 * @param text how text stands on the line
 * @param endings what ends a command after its OK *
 * @param initialise whether the modem is made ready first
 * @param timeout for each command, from its write to its end; null for the usual one
 * @param urcs whether what comes unasked is told
 * @param linger how long to go on listening after the last reply
 * @param data what answers a prompt, null for nothing
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

    /** For a command that its final result ends, and for the modem's first answer. */
    Duration limit() {
        return timeout == null ? USUAL : timeout;
    }
}
