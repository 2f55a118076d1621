package io.atflux.command;

import io.atflux.line.AtLine;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The unsolicited result code that really ends an asynchronous command. Such a code carries no message number, so it settles the
 * oldest unsettled operation of its kind and key. Immutable.
 */
public final class Settlement {

    /** The meaning of a line for an operation. */
    public enum Verdict {
        /** It belongs to something else. */
        NOT_MINE,
        /** The operation succeeded. */
        SUCCESS,
        /** The operation failed. */
        FAILURE,
        /** It belongs to the operation and does not end it: it becomes a line of its reply, and the time-out continues. */
        PROGRESS
    }

    private final String kind;
    private final String key;
    private final Function<AtLine, Verdict> judge;
    private final boolean errorEnds;
    private final @Nullable Set<Integer> refusals;
    private final boolean clears;

    private Settlement(
            String kind,
            String key,
            Function<AtLine, Verdict> judge,
            boolean errorEnds,
            @Nullable Set<Integer> refusals,
            boolean clears) {
        this.kind = kind;
        this.key = key;
        this.judge = judge;
        this.errorEnds = errorEnds;
        this.refusals = refusals;
        this.clears = clears;
    }

    /**
     * Settled by the judge's verdict alone.
     *
     * @param kind the operation's kind: the result code's name, {@code +MQTTPUB}
     * @param key the correlation key: the MQTT client id, empty if there is only one
     * @param judge gives the meaning of a line for this operation; if it throws or returns null, the line does not belong to the
     *     operation, and the log says so
     */
    public static Settlement by(String kind, String key, Function<AtLine, Verdict> judge) {
        return new Settlement(kind, key, judge, false, null, false);
    }

    /**
     * Also ended by {@code ERROR} or {@code +CME ERROR} after OK, as a refusal: if no command is in flight, no reply is owed, and
     * this is the only operation that waits for its result code. Otherwise such an error is attributed to no command.
     */
    public Settlement orError() {
        return new Settlement(kind, key, judge, true, null, clears);
    }

    /**
     * As {@link #orError()}, but only an error with one of these numbers means that the request was refused. After any other
     * error the attempt's outcome is UNKNOWN.
     */
    public Settlement orError(Set<Integer> numbers) {
        return new Settlement(kind, key, judge, true, Set.copyOf(numbers), clears);
    }

    /** Its success clears the result codes that the resource still owes: opening or closing a client voids its earlier operations. */
    public Settlement clearing() {
        return new Settlement(kind, key, judge, errorEnds, refusals, true);
    }

    public String kind() {
        return kind;
    }

    public String key() {
        return key;
    }

    public Function<AtLine, Verdict> judge() {
        return judge;
    }

    /** Whether an error after OK ends the operation. */
    public boolean errorEnds() {
        return errorEnds;
    }

    /** Whether an error after OK means that the request was refused, so that nothing was done. */
    public boolean isRefusedBy(FinalResult error) {
        Set<Integer> numbers = refusals;
        return numbers == null
                || (error.code().isPresent() && numbers.contains(error.code().getAsInt()));
    }

    /** Whether success clears the result codes owed on the resource. */
    public boolean clears() {
        return clears;
    }

    /** Whether a result code of the other operation could be taken for one of this operation. */
    public boolean isSameKind(Settlement other) {
        return kind.equals(other.kind) && key.equals(other.key);
    }
}
