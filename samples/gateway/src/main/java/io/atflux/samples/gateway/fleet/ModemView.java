package io.atflux.samples.gateway.fleet;

import io.atflux.link.LinkCause;
import io.atflux.link.LinkPhase;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot of a modem.
 *
 * @param line the line, without secrets
 * @param source {@code configured}, or the listener that it dialled in to
 * @param needsHuman whether it waits for an operator
 * @param meaning the cause in words; null without one
 * @param cure what to do about it; null without a cause
 * @param likely the causes that cannot be told from it
 * @param operator the network's name; null while it is not known
 * @param dbm the signal; null while it is not known
 * @param bearer the IP address; null while there is none
 * @param outbox how many of its messages wait; null without an outbox
 * @param lastOutage the one that lasts, or else the latest
 */
public record ModemView(
        String name,
        String line,
        String broker,
        String source,
        LinkPhase phase,
        boolean ready,
        boolean needsHuman,
        @Nullable LinkCause cause,
        @Nullable String meaning,
        @Nullable String cure,
        Set<LinkCause> likely,
        @Nullable String detail,
        Instant since,
        @Nullable Instant nextAttemptAt,
        int attempt,
        @Nullable String operator,
        @Nullable String technology,
        @Nullable Integer dbm,
        @Nullable String bearer,
        long messagesIn,
        long messagesOut,
        long messagesFailed,
        long messagesDropped,
        @Nullable Long outbox,
        @Nullable Outage lastOutage) {

    /** Whether a link that has this cause waits for an operator, here or at another device. */
    public static boolean waitsForSomebody(@Nullable LinkCause cause) {
        return cause != null && (cause.needsHuman() || cause.isSlow());
    }
}
