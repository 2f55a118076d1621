package io.atflux.command;

import io.atflux.line.AtLine;
import java.util.function.Function;

/**
 * The unsolicited result code that really ends an asynchronous command. Such a code carries no message number, so it
 * settles the oldest unsettled operation of its kind and key.
 *
 * @param kind the operation's kind: the result code's name, {@code +MQTTPUB}
 * @param key what correlates it: the MQTT client id, empty where there is only one
 * @param judge what a line means for this operation; a line that it throws on, or has no answer to, is not the operation's, and the
 *     log says so
 * @param errorEnds whether a bare ERROR after OK ends the operation as a failure
 * @param clears whether success leaves nothing owed on the resource: opening or closing a client forgets its past
 */
public record Settlement(String kind, String key, Function<AtLine, Verdict> judge, boolean errorEnds, boolean clears) {

    /** What a line means for an operation. */
    public enum Verdict {
        /** It belongs to something else. */
        NOT_MINE,
        /** The operation succeeded. */
        SUCCESS,
        /** The operation failed. */
        FAILURE,
        /** It belongs to the operation and does not end it: it becomes a line of its reply, and its time-out runs on. */
        PROGRESS
    }

    /** Settled by the judge's word alone. */
    public static Settlement by(String kind, String key, Function<AtLine, Verdict> judge) {
        return new Settlement(kind, key, judge, false, false);
    }

    /** Also ended by a bare ERROR behind OK. */
    public Settlement orError() {
        return new Settlement(kind, key, judge, true, clears);
    }

    /** Its success forgets what the resource still owed. */
    public Settlement clearing() {
        return new Settlement(kind, key, judge, errorEnds, true);
    }

    /** Whether a result code for the other operation could be taken for one of this. */
    public boolean isSameKind(Settlement other) {
        return kind.equals(other.kind) && key.equals(other.key);
    }
}
