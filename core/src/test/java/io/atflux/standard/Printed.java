package io.atflux.standard;

import org.jspecify.annotations.Nullable;

/** A line that a modem printed, and when the host had all of it. */
final class Printed {

    /** The execution that it belongs to; null for what was printed unasked. */
    final @Nullable Execution owner;

    private final StringBuilder arrived = new StringBuilder();
    private String text;
    private int connection;
    private long step = Long.MAX_VALUE;

    Printed(@Nullable Execution owner, String text) {
        this.owner = owner;
        this.text = text;
    }

    /** The line; what arrived of it, where its beginning went to an earlier connection. */
    String text() {
        return text;
    }

    long step() {
        return step;
    }

    void delivered(byte next, int on) {
        if (connection != on) {
            connection = on;
            arrived.setLength(0);
        }
        arrived.append((char) (next & 0xff));
    }

    void whole(long at) {
        step = at;
        text = arrived.toString();
    }

    /** Whether the host had it on this connection, at this step or before. */
    boolean isDelivered(int on, long until) {
        return connection == on && step <= until;
    }
}
