package io.atflux;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The state of a line that is reopened after each loss.
 *
 * <p>No state gets another component in later releases; a new state is added instead. A {@code switch} over states needs a
 * default branch.
 */
public sealed interface ConnectionState {

    /**
     * The line is being opened.
     *
     * @param attempt 1 for the first, and for the first one after a stable connection
     */
    record Connecting(int attempt) implements ConnectionState {}

    /**
     * The line could not be opened.
     *
     * @param attempt its number, as above
     */
    record Failed(int attempt, Throwable cause) implements ConnectionState {}

    /** The client waits for this time before it opens the line. */
    record Waiting(Duration delay) implements ConnectionState {}

    /**
     * The line is open.
     *
     * @param session the session that is emitted next
     */
    record Connected(AtSession session) implements ConnectionState {}

    /**
     * The line is closed or lost.
     *
     * @param lived how long it was open
     * @param cause null if the session was closed from this side
     */
    record Lost(Duration lived, @Nullable Throwable cause) implements ConnectionState {}
}
