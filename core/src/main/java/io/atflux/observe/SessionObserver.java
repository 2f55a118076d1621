package io.atflux.observe;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Is told what happens in a session, as it happens. Called on the connection's event loop: an implementation MUST return at
 * once; what it throws is logged, and changes nothing. One observer may serve many sessions. Carries no parameters and no secrets.
 */
public interface SessionObserver {

    /** How a command ended for its caller. */
    enum Ending {
        OK,
        REJECTED,
        TIMEOUT,
        CONNECTION,
        PROTOCOL,
        OVERFLOW,
        USAGE,
        CANCELLED
    }

    /**
     * One command that is over.
     *
     * @param command its name without parameters: {@code AT+MQTTPUB}, {@code AT+CSQ?}
     * @param ending how it ended
     * @param writes how often it was written; 0 where it never was
     * @param toFinal from the first write to the OK that was accepted; null where none was
     * @param toEnd from the first write to the real end; null where it was never written
     */
    record Command(
            String command,
            Ending ending,
            int writes,
            @Nullable Duration toFinal,
            @Nullable Duration toEnd) {}

    /** Observes nothing. */
    SessionObserver NONE = new SessionObserver() {};

    default void commandEnded(Command command) {}

    /** A final result came after its command had been given up. */
    default void lateReply() {}

    /** A settling result code came after its command had been given up. */
    default void lateUrc() {}

    /** The session found back into step. */
    default void resynchronised() {}

    /** A line was nobody's. */
    default void unclassified() {}

    /** Subscribers that did not keep up lost events. */
    default void dropped(long events) {}

    /**
     * The number of waiting commands changed.
     *
     * @param change what is added to the number; sums to zero over a session's life
     */
    default void queued(int change) {}
}
