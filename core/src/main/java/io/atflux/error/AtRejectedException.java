package io.atflux.error;

import io.atflux.command.AtReply;
import io.atflux.command.FinalResult;
import io.atflux.line.AtLine;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The modem said no: by its final result ({@code ERROR}, {@code +CME ERROR}, {@code +CMS ERROR}), or by the unsolicited
 * result code that ends an asynchronous command ({@code +MQTTOPEN: 1,0}). The outcome is {@link Outcome#REJECTED}, and
 * {@link Outcome#UNKNOWN} where the modem refused a re-send, while what became of an earlier attempt was never learnt, or where an
 * error came after OK that does not say whether anything was done.
 */
public final class AtRejectedException extends AtException {

    private static final long serialVersionUID = 1L;

    private final transient @Nullable AtReply reply;
    private final transient @Nullable AtLine urc;
    private final @Nullable Integer code;

    /**
     * @param command the command line, masked
     * @param reply the whole reply, its final result included
     * @param urc the result code that ended the command, null where the final result did
     * @param detail more that is known about the reason, null for nothing
     */
    public AtRejectedException(@Nullable String command, AtReply reply, @Nullable AtLine urc, @Nullable String detail) {
        this(command, reply, urc, detail, Outcome.REJECTED);
    }

    private AtRejectedException(
            @Nullable String command, AtReply reply, @Nullable AtLine urc, @Nullable String detail, Outcome outcome) {
        super(
                (urc == null ? reply.result().text() : urc) + (detail == null ? "" : " (" + detail + ")"),
                command,
                outcome,
                null);
        this.reply = reply;
        this.urc = urc;
        OptionalInt number = urc == null ? reply.result().code() : OptionalInt.empty();
        this.code = number.isPresent() ? number.getAsInt() : null;
        withLines(reply.lines());
    }

    /**
     * The same refusal behind an earlier attempt that may have worked.
     *
     * @param earlier how that attempt ended; it goes with the refusal as a suppressed exception
     */
    public AtRejectedException afterUnknown(AtException earlier) {
        if (reply == null) {
            return this;
        }
        AtRejectedException unknown =
                new AtRejectedException(command(), reply, urc, "an earlier attempt may have worked", Outcome.UNKNOWN);
        unknown.addSuppressed(earlier);
        return unknown;
    }

    /** The same error, which came after OK and does not say whether anything was done: the outcome is UNKNOWN. */
    public AtRejectedException afterOk() {
        return reply == null
                ? this
                : new AtRejectedException(command(), reply, urc, "it came after OK", Outcome.UNKNOWN);
    }

    /** The final result; null only behind a failure that was read from a serialised exception. */
    public @Nullable FinalResult result() {
        return reply == null ? null : reply.result();
    }

    /** The whole reply; null only behind a failure that was read from a serialised exception. */
    public @Nullable AtReply reply() {
        return reply;
    }

    /** The unsolicited result code that said no, null where the final result did. */
    public @Nullable AtLine urc() {
        return urc;
    }

    /** The CME or CMS error number, where it is known. */
    public OptionalInt code() {
        return code == null ? OptionalInt.empty() : OptionalInt.of(code);
    }
}
