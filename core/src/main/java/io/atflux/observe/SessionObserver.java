package io.atflux.observe;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Receives the events of a session as they happen. Called on the connection's event loop: an implementation MUST return at once.
 * An exception that it throws is logged and has no other effect. One observer may serve many sessions. Carries no parameters and
 * no secrets.
 *
 * <p>Implemented by programs; new methods come only with a default.
 */
public interface SessionObserver {

    /** The end of a command as its caller sees it. */
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

    /** One command that has ended. */
    final class Command {

        private final String name;
        private final Ending ending;
        private final int writes;
        private final @Nullable Duration toFinal;
        private final @Nullable Duration toEnd;

        private Command(String name, Ending ending, int writes, @Nullable Duration toFinal, @Nullable Duration toEnd) {
            this.name = name;
            this.ending = ending;
            this.writes = writes;
            this.toFinal = toFinal;
            this.toEnd = toEnd;
        }

        /** For tests of an observer, and for sessions; the values are those of the accessors. */
        public static Command of(
                String name, Ending ending, int writes, @Nullable Duration toFinal, @Nullable Duration toEnd) {
            return new Command(name, ending, writes, toFinal, toEnd);
        }

        /** Its name without parameters: {@code AT+MQTTPUB}, {@code AT+CSQ?}. */
        public String name() {
            return name;
        }

        /** How it ended. */
        public Ending ending() {
            return ending;
        }

        /** How many times it was written; 0 if it never was. */
        public int writes() {
            return writes;
        }

        /** From the first write to the OK that was accepted; null if none was. */
        public @Nullable Duration toFinal() {
            return toFinal;
        }

        /** From the first write to the real end; null if it was never written. */
        public @Nullable Duration toEnd() {
            return toEnd;
        }

        @Override
        public String toString() {
            return "Command[name=" + name + ", ending=" + ending + ", writes=" + writes + ", toFinal=" + toFinal
                    + ", toEnd=" + toEnd + "]";
        }
    }

    /** Observes nothing. */
    SessionObserver NONE = new SessionObserver() {};

    /** A command ended for its caller. */
    default void commandEnded(Command command) {}

    /** A final result came after its command had been given up. */
    default void lateReply() {}

    /** A settling result code came after its command had been given up. */
    default void lateUrc() {}

    /** The session is in step with its modem again: replies belong to their commands. */
    default void resynchronised() {}

    /** A line belonged to no command and to no known result code. */
    default void unclassified() {}

    /** Subscribers that did not keep up lost events. */
    default void dropped(long events) {}

    /**
     * The number of waiting commands changed.
     *
     * @param change the difference; the sum over a session's life is zero
     */
    default void queued(int change) {}
}
