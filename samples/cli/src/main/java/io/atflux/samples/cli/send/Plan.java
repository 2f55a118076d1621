package io.atflux.samples.cli.send;

import io.atflux.profile.AtProfile;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What to do on a connection.
 *
 * @param initialise whether the modem is made ready first
 * @param timeout for each command, from its write to its final result
 * @param urcs whether what comes unasked is told
 * @param linger how long to go on listening after the last reply
 * @param data what answers a prompt, null for nothing
 */
record Plan(
        AtProfile profile,
        boolean initialise,
        Duration timeout,
        boolean urcs,
        Duration linger,
        @Nullable PromptData data) {}
