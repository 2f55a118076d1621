package io.atflux.link.internal.driver;

import io.atflux.link.internal.machine.Wrote;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** When a publish was over last, and when one that the broker did not confirm. Confined to the link's mailbox. */
final class LastWrite {

    /** A connection that breaks so soon after a publish may have broken because of it. */
    private static final Duration SOON = Duration.ofSeconds(5);

    private @Nullable Instant any;
    private @Nullable Instant unanswered;

    /** @param answered whether the broker confirmed it: the module alone confirms QoS 0 */
    void over(Instant now, boolean answered) {
        any = now;
        unanswered = answered ? unanswered : now;
    }

    /** What a break now may be the answer to. */
    Wrote before(Instant now, boolean underWay) {
        if (underWay || isSoon(unanswered, now)) {
            return Wrote.UNANSWERED;
        }
        return isSoon(any, now) ? Wrote.ANSWERED : Wrote.NOTHING;
    }

    private static boolean isSoon(@Nullable Instant write, Instant now) {
        return write != null && Duration.between(write, now).compareTo(SOON) <= 0;
    }
}
