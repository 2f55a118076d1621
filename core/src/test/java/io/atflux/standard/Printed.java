package io.atflux.standard;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A line that a modem printed, and when the host had received all of it. */
final class Printed {

    /** The execution that it belongs to; null for unsolicited output. */
    final @Nullable Execution owner;

    /** Whether any host must take it for a line of the reply that it waits for. */
    final boolean anybodys;

    private final StringBuilder arrived = new StringBuilder();
    private String text;
    private int connection;
    private long began;
    private long step = Long.MAX_VALUE;

    private Printed(@Nullable Execution owner, String text, boolean anybodys) {
        this.owner = owner;
        this.text = text;
        this.anybodys = anybodys;
    }

    Printed(Execution owner, String text) {
        this(owner, text, false);
    }

    /** A line that no profile knows as a result code. */
    static Printed notice(String text) {
        return new Printed(null, text, true);
    }

    /** A result code of 27.005 or 27.007, perhaps with lines of text after it. */
    static Printed resultCode(String text) {
        return new Printed(null, text, false);
    }

    /** Its lines without the blank ones, with any line end. */
    List<String> pieces() {
        return Arrays.stream(text.split("[\r\n]+"))
                .filter(piece -> !piece.isBlank())
                .toList();
    }

    /** The line, or its received part if its beginning went to an earlier connection. */
    String text() {
        return text;
    }

    long step() {
        return step;
    }

    /** When its first byte came on the connection that received its last. */
    long began() {
        return began;
    }

    void delivered(byte next, int on, long at) {
        if (connection != on) {
            connection = on;
            arrived.setLength(0);
        }
        if (arrived.length() == 0) {
            began = at;
        }
        arrived.append((char) (next & 0xff));
    }

    /** The rest of it will not come. */
    void cut() {
        text = arrived.toString();
    }

    void whole(long at) {
        step = at;
        text = arrived.toString();
    }

    /** Whether the host had received it on this connection, at this step or before. */
    boolean isDelivered(int on, long until) {
        return connection == on && step <= until;
    }
}
