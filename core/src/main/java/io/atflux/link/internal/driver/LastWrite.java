package io.atflux.link.internal.driver;

import io.atflux.error.AtRejectedException;
import io.atflux.link.internal.machine.Wrote;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The last publishes of a connection, and whether they ended it. Confined to the link's mailbox. */
final class LastWrite {

    /** The time after a publish within which a break may be caused by it. */
    private static final Duration SOON = Duration.ofSeconds(5);
    /** A module that reconnects without a notice shows successive connections as one. Within this time they count once. */
    private static final Duration ONE_CONNECTION = Duration.ofMinutes(1);

    private @Nullable Instant any;
    private @Nullable Instant unanswered;
    private @Nullable Instant counted;
    private boolean hasWritten;
    private String topic = "";

    /** A new connection is open. */
    void opened() {
        counted = null;
        hasWritten = false;
    }

    /** Whether anything was published on this connection. */
    boolean hasWritten() {
        return hasWritten;
    }

    /** @param to the topic of the publish that begins now */
    void begins(String to) {
        topic = to;
        hasWritten = true;
    }

    /** The topic of the last publish. */
    String topic() {
        return topic;
    }

    /** @param answered whether the broker confirmed it; at QoS 0 only the module confirms */
    void over(Instant now, boolean answered) {
        any = now;
        unanswered = answered ? unanswered : now;
    }

    /** The last request before a break that happens now. */
    Wrote before(Instant now, boolean underWay) {
        if (underWay || isSoon(unanswered, now)) {
            return Wrote.PUBLISH;
        }
        return isSoon(any, now) ? Wrote.UNCLEAR : Wrote.NOTHING;
    }

    private static boolean isSoon(@Nullable Instant write, Instant now) {
        return write != null && Duration.between(write, now).compareTo(SOON) <= 0;
    }

    /** Whether a failed write reports the end of the connection: {@code +MQTTPUB: 1,0} is the module's notice of it. */
    boolean endedConnection(Throwable failure, Instant now) {
        return failure instanceof AtRejectedException no && no.urc() != null && endedConnection(now);
    }

    /** The connection ended during a write. Returns true once for each connection. */
    boolean endedConnection(Instant now) {
        Instant before = counted;
        if (before != null && Duration.between(before, now).compareTo(ONE_CONNECTION) < 0) {
            return false;
        }
        counted = now;
        return true;
    }
}
