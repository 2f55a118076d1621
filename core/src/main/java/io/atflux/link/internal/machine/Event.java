package io.atflux.link.internal.machine;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Something that happened. An event never gets another component. */
public sealed interface Event {

    /** The user wants the link. */
    record Start() implements Event {}

    /** The user does not want it any more. */
    record Stop() implements Event {}

    /** Whatever is waited for is tried at once: something changed, or somebody asks. */
    record LookAgain() implements Event {}

    /** A piece of work ended. */
    record Ended(long id, Result result) implements Event {}

    /** A timer ended. */
    record TimerEnded(long id) implements Event {}

    /** The line broke. */
    record LineLost(Finding finding) implements Event {}

    /**
     * The module started anew.
     *
     * @param announced whether it said so; otherwise its settings are gone, which may have another reason
     */
    record Restarted(@Nullable String said, boolean announced) implements Event {}

    /** The SIM is gone. */
    record SimGone(@Nullable String said) implements Event {}

    /** The SIM can be used. */
    record SimBack() implements Event {}

    /** The module is registered, having been asked by nobody. */
    record NetworkFound() implements Event {}

    /** The IP address is gone. */
    record BearerLost(@Nullable String said) implements Event {}

    /** Somebody wants a client; the module's other ones stay as they are. */
    record ClientWanted(int client) implements Event {}

    /** Nobody wants a client any more. */
    record ClientUnwanted(int client) implements Event {}

    /**
     * The module says that a client's connection broke, or was closed by nobody here.
     *
     * @param wrote what of ours was written within 5 s before it
     */
    record Broken(int client, Wrote wrote, @Nullable String said) implements Event {}

    /** The module says that a client's connection is open, having been asked by nobody. */
    record OpenedByItself(int client) implements Event {}

    /** A publish or a subscribe was not answered. */
    record Doubted(int client, @Nullable String said) implements Event {}

    /** How a piece of work ended. */
    sealed interface Result {

        /** It is done. */
        record Done() implements Result {}

        /**
         * The answer to {@link LineWork#OPEN}.
         *
         * @param moved whether the link's own client is somebody else's, so that it uses another one
         */
        record Opened(boolean moved) implements Result {}

        /** It failed. */
        record Failed(Finding finding) implements Result {}

        /** It was cancelled before it was done. */
        record Cancelled() implements Result {}

        /** The answer to {@link LineWork#AWAIT_REOPEN}. */
        record Reopened(boolean open) implements Result {}

        /**
         * The answer to {@link LineWork#CHECK}.
         *
         * @param bearer whether there is an IP address; null if that is not known
         * @param open which clients are open; null if that is not known
         * @param wrote which clients have published something since they were opened
         */
        record Checked(@Nullable Boolean bearer, @Nullable Set<Integer> open, Set<Integer> wrote) implements Result {

            /** Of a module none of whose clients has published anything. */
            public Checked(@Nullable Boolean bearer, @Nullable Set<Integer> open) {
                this(bearer, open, Set.of());
            }
        }
    }
}
