package io.atflux.samples.link;

import io.atflux.link.LinkOptions;
import java.time.Duration;

/**
 * The longest time that a link needs after the last fault: the longest effect, the longest wait, one fault-free pass.
 */
final class Bounds {

    /** Three unanswered dials, after the rest of an earlier one. */
    private static final Duration DIAL = Duration.ofSeconds(610);
    /** The user's own hook. */
    private static final Duration HOOK = Duration.ofMinutes(2);
    /** From the line to the broker, with a module that is just starting. */
    private static final Duration CLEAN_PASS = Duration.ofSeconds(60);

    private Bounds() {}

    static Duration longestRecovery(LinkOptions options, Duration registration) {
        Duration effect =
                longest(longest(DIAL, registration), options.recovery().power() == null ? DIAL : HOOK);
        Duration wait =
                longest(options.reconnect().ceiling(), options.recovery().lookAgain());
        return effect.plus(wait).plus(options.recovery().checkEvery()).plus(CLEAN_PASS);
    }

    private static Duration longest(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
