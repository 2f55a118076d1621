package io.atflux.link.internal.driver;

import io.atflux.error.AtRejectedException;
import io.atflux.link.internal.machine.Wrote;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The last publishes of a connection, and whether they ended it. Confined to the link's mailbox. */
final class LastWrite {

    /** A connection that breaks so soon after a publish may have broken because of it. */
    private static final Duration SOON = Duration.ofSeconds(5);
    /** A module that reconnects without a word shows one connection after another as one: they count once in this time. */
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

    /** @param to the topic of the publish that is written now */
    void begins(String to) {
        topic = to;
        hasWritten = true;
    }

    /** The topic of the last publish. */
    String topic() {
        return topic;
    }

    /** @param answered whether the broker confirmed it: the module alone confirms QoS 0 */
    void over(Instant now, boolean answered) {
        any = now;
        unanswered = answered ? unanswered : now;
    }

    /** The last request before a break now. */
    Wrote before(Instant now, boolean underWay) {
        if (underWay || isSoon(unanswered, now)) {
            return Wrote.PUBLISH;
        }
        return isSoon(any, now) ? Wrote.UNCLEAR : Wrote.NOTHING;
    }

    private static boolean isSoon(@Nullable Instant write, Instant now) {
        return write != null && Duration.between(write, now).compareTo(SOON) <= 0;
    }

    /** Whether a failed write tells of the connection's end: {@code +MQTTPUB: 1,0} is the module's word for that. */
    boolean endedConnection(Throwable failure, Instant now) {
        return failure instanceof AtRejectedException no && no.urc() != null && endedConnection(now);
    }

    /** The connection ended while a message was written. True once for each connection. */
    boolean endedConnection(Instant now) {
        Instant before = counted;
        if (before != null && Duration.between(before, now).compareTo(ONE_CONNECTION) < 0) {
            return false;
        }
        counted = now;
        return true;
    }
}
