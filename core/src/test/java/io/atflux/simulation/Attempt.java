package io.atflux.simulation;

import java.util.EnumSet;
import org.jspecify.annotations.Nullable;

/** A command line that the session wrote, and its outcome. The ticket is null for a probe. */
final class Attempt {

    final @Nullable Ticket ticket;
    final String wire;
    final long written;
    /** When the modem executed it. */
    long carriedOut = Long.MAX_VALUE;

    final int number;
    /** The session that wrote it, by its number. */
    final int session;

    private final EnumSet<Excuse> excuses = EnumSet.noneOf(Excuse.class);
    /** The session has to wait for its final result until this time. */
    long until;
    /** The final result was delivered, or a probe after it was answered. */
    boolean answered;
    /** The final result of an earlier attempt came meanwhile, and was taken for this attempt's result. */
    boolean relieved;
    /** The modem's prompt reached the session. */
    boolean prompted;

    /** The session was told of a restart, which ends it. */
    boolean restarted;

    boolean payloadWritten;
    boolean escaped;
    /** The modem was told to abort it. */
    boolean aborted;
    /** Its counted answer began to come when no caller waited for it any more. */
    boolean lateBytes;
    /** The number of delivered lines of its reply. */
    int lines;
    /** The number of unsolicited lines, like those of a probe's answer, that were delivered since it was written. */
    int lookalikes;

    Attempt(@Nullable Ticket ticket, String wire, long written, int number, int session, long until) {
        this.ticket = ticket;
        this.wire = wire;
        this.written = written;
        this.number = number;
        this.session = session;
        this.until = until;
    }

    /** Forgives the outcome of its data entry. */
    void grant(Excuse excuse) {
        excuses.add(excuse);
    }

    boolean isGranted(Excuse excuse) {
        return excuses.contains(excuse);
    }

    /** The first excuse that was granted, null for none. */
    @Nullable
    Excuse excuse() {
        return excuses.isEmpty() ? null : excuses.iterator().next();
    }

    Order order() {
        Ticket t = ticket;
        if (t == null) {
            throw new IllegalStateException("a probe has no order");
        }
        return t.order;
    }

    boolean isProbe() {
        return ticket == null;
    }

    @Override
    public String toString() {
        return wire + " #" + number;
    }
}
