package io.atflux.link.internal.driver;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The pauses of an outbox after failures. Confined to the link's mailbox. */
final class Pace {

    private static final Duration LONGEST = Duration.ofMinutes(1);

    private Duration storePause = Attempt.PAUSE;
    private @Nullable Instant until;

    /** The module refused a message: a short pause, or until the link is ready again. */
    void pause(boolean ready, Instant now) {
        until = ready ? now.plus(Attempt.PAUSE) : null;
    }

    /** The remaining wait; null for none. */
    @Nullable
    Duration left(Instant now) {
        Instant end = until;
        if (end == null || !end.isAfter(now)) {
            until = null;
            return null;
        }
        return Duration.between(now, end);
    }

    /** The store failed: the pause grows each time. */
    Duration storeFailed() {
        Duration now = storePause;
        Duration longer = now.multipliedBy(2);
        storePause = longer.compareTo(LONGEST) > 0 ? LONGEST : longer;
        return now;
    }

    void storeWorks() {
        storePause = Attempt.PAUSE;
    }
}
