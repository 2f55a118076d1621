package io.atflux.link.internal.machine;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An event for the machine. An event never gets another component. */
public sealed interface Event {

    /** The user wants the link. */
    record Start() implements Event {}

    /** The user no longer wants the link. */
    record Stop() implements Event {}

    /** Retry at once: a condition changed, or the user requested it. */
    record LookAgain() implements Event {}

    /** A piece of work ended. */
    record Ended(long id, Result result) implements Event {}

    /** A timer ended. */
    record TimerEnded(long id) implements Event {}

    /** The line broke. */
    record LineLost(Finding finding) implements Event {}

    /**
     * The module restarted.
     *
     * @param announced whether the module reported it; otherwise its settings are lost, which may have another reason
     */
    record Restarted(@Nullable String said, boolean announced) implements Event {}

    /** The SIM is gone. */
    record SimGone(@Nullable String said) implements Event {}

    /** The SIM can be used. */
    record SimBack() implements Event {}

    /** The module reports its registration, unsolicited. */
    record NetworkFound() implements Event {}

    /** The IP address is lost. */
    record BearerLost(@Nullable String said) implements Event {}

    /** A client is wanted; the module's other clients are not affected. */
    record ClientWanted(int client) implements Event {}

    /** A client is no longer wanted. */
    record ClientUnwanted(int client) implements Event {}

    /**
     * The module reports that a client's connection broke, or was closed without the link's request.
     *
     * @param wrote the link's last request within 5 s before it
     */
    record Broken(int client, Wrote wrote, @Nullable String said) implements Event {}

    /** The module reports, unsolicited, that a client's connection is open. */
    record OpenedByItself(int client) implements Event {}

    /** A publish or a subscribe was not answered. */
    record Doubted(int client, @Nullable String said) implements Event {}

    /** The result of a piece of work. */
    sealed interface Result {

        /** It is done. */
        record Done() implements Result {}

        /**
         * The result of {@link LineWork#OPEN}.
         *
         * @param moved whether the link uses another client because another program has its own one open
         */
        record Opened(boolean moved) implements Result {}

        /** It failed. */
        record Failed(Finding finding) implements Result {}

        /** It was cancelled before it was done. */
        record Cancelled() implements Result {}

        /** The result of {@link LineWork#AWAIT_REOPEN}. */
        record Reopened(boolean open) implements Result {}

        /**
         * The result of {@link LineWork#CHECK}.
         *
         * @param bearer whether there is an IP address; null if unknown
         * @param open the clients that are open; null if unknown
         * @param wrote the clients that have published since they were opened
         */
        record Checked(@Nullable Boolean bearer, @Nullable Set<Integer> open, Set<Integer> wrote) implements Result {

            /** For a module whose clients have not published. */
            public Checked(@Nullable Boolean bearer, @Nullable Set<Integer> open) {
                this(bearer, open, Set.of());
            }
        }
    }
}
