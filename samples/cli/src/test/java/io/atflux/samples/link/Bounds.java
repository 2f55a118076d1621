package io.atflux.samples.link;

import io.atflux.link.LinkOptions;
import java.time.Duration;

/** How long a link needs at most once nothing is wrong any more: the longest effect, the longest wait, one clean pass. */
final class Bounds {

    /** Three dials that nobody answers, after what remains of another one. */
    private static final Duration DIAL = Duration.ofSeconds(610);
    /** The user's own hook. */
    private static final Duration HOOK = Duration.ofMinutes(2);
    /** From the line to the broker, a module that is just starting. */
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
