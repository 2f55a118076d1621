package io.atflux.transport.tcp.dialin;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An event of a connection of a serial server. */
public final class DialInEvent {

    /** The kind of the event. */
    public enum Kind {
        /** A device has registered, and its connection can be taken. */
        REGISTERED,
        /** A newer connection of the same device has replaced this one. */
        REPLACED,
        /** The device has an older connection, which stays by the replacement policy; this one was closed. */
        NOT_REPLACED,
        /** It did not register in time, and was closed. */
        SILENT,
        /** Its bytes are not a registration packet, or it ended before it had sent one. */
        NOT_REGISTERED,
        /** Its id is not among the allowed ones. */
        NOT_ALLOWED,
        /** Too many connections, from its address or in total. */
        OVER_LIMIT,
        /** Its TLS handshake failed. */
        TLS_FAILED,
        /** No session took it in time, or it sent too much before one did, and it was closed. */
        NOT_TAKEN,
        /** The connection of a registered device ended. */
        GONE
    }

    private final Kind kind;
    private final String peer;
    private final @Nullable String id;
    private final String text;

    DialInEvent(Kind kind, String peer, @Nullable String id, String text) {
        this.kind = kind;
        this.peer = peer;
        this.id = id;
        this.text = text;
    }

    public Kind kind() {
        return kind;
    }

    /** The address of the peer: {@code address:port}. */
    public String peer() {
        return peer;
    }

    /** The id of the device, if known. */
    public Optional<String> id() {
        return Optional.ofNullable(id);
    }

    /** The text for people; without control characters, and without the registration packet. */
    public String text() {
        return text;
    }

    @Override
    public String toString() {
        return kind + " " + peer + (id == null ? "" : " '" + id + "'") + ": " + text;
    }
}
