package io.atflux.error;

import org.jspecify.annotations.Nullable;

/** The line could not be opened, or was lost: waiting commands are NOT_SENT, the one in flight is UNKNOWN. */
public final class AtConnectionException extends AtException {

    private static final long serialVersionUID = 1L;

    /** The kind of a failure. Later releases may add constants: programs treat an unknown one as {@link #OTHER}. */
    public enum Reason {
        /** There is no host, no serial port, or no device with that name. */
        NOT_FOUND,
        /** The far end is reachable and refuses connections at this port, or this connection. */
        REFUSED,
        /** No route leads to the far end. */
        UNREACHABLE,
        /** The port is in use: by another program, or by another part of this one. */
        IN_USE,
        /** The operating system does not permit it. */
        NOT_PERMITTED,
        /** It did not open within its time limit. */
        TIMED_OUT,
        /** The connection was made, but its TLS, telnet or proxy handshake failed. */
        HANDSHAKE,
        /** It was open and broke, or the far end closed it. */
        LOST,
        /** This program closed it. */
        CLOSED,
        /** It is open, but the modem does not answer, or its replies cannot be told apart. */
        UNRESPONSIVE,
        /** The command's exclusive turn is over; the line itself is open. */
        TURN_OVER,
        /** None of these; the message and the cause tell more. */
        OTHER
    }

    private final Reason reason;

    /**
     * A line that could not be opened: nothing was sent. For transports.
     *
     * @param cause the operating system's error; null for none
     */
    public AtConnectionException(Reason reason, String message, @Nullable Throwable cause) {
        this(reason, message, null, Outcome.NOT_SENT, cause);
    }

    /**
     * @param command the command line, its secrets masked; null if no command is concerned
     * @param outcome what happened to the command
     * @param cause the operating system's error; null for none
     */
    public AtConnectionException(
            Reason reason, String message, @Nullable String command, Outcome outcome, @Nullable Throwable cause) {
        super(message, command, outcome, cause);
        this.reason = reason;
    }

    /** The kind of the failure. */
    public Reason reason() {
        return reason;
    }
}
