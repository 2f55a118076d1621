package io.atflux;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The state of a line that is opened again and again.
 *
 * <p>A state never gets another component: more to tell is a new state. A {@code switch} over states needs a default branch.
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

    /** The line is not opened before this time has passed. */
    record Waiting(Duration delay) implements ConnectionState {}

    /**
     * The line is open.
     *
     * @param session the one that is handed out next
     */
    record Connected(AtSession session) implements ConnectionState {}

    /**
     * The line is open no longer.
     *
     * @param lived how long it was
     * @param cause null where the session was closed from this side
     */
    record Lost(Duration lived, @Nullable Throwable cause) implements ConnectionState {}
}
