package io.atflux.transport.tcp.dialin;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Something that happened to a connection of a serial server. */
public final class DialInEvent {

    /** What happened. */
    public enum Kind {
        /** A device is there, and can be taken. */
        REGISTERED,
        /** A newer connection of the same device took this one's place. */
        REPLACED,
        /** The device has an older connection, which stays as the replacement policy says; this one was closed. */
        NOT_REPLACED,
        /** It did not say who it is in time, and was closed. */
        SILENT,
        /** What it sent is no registration packet, or it went before it had sent one. */
        NOT_REGISTERED,
        /** Its id is not among those that are allowed. */
        NOT_ALLOWED,
        /** Too many connections, from its address or in all. */
        OVER_LIMIT,
        /** Its TLS handshake failed. */
        TLS_FAILED,
        /** Nobody took it in time, or it sent too much while nobody did, and it was closed. */
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

    /** Where it came from: {@code address:port}. */
    public String peer() {
        return peer;
    }

    /** Which device it is, where that is known. */
    public Optional<String> id() {
        return Optional.ofNullable(id);
    }

    /** For people; without control characters, and without what was sent to register. */
    public String text() {
        return text;
    }

    @Override
    public String toString() {
        return kind + " " + peer + (id == null ? "" : " '" + id + "'") + ": " + text;
    }
}
