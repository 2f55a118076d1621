package io.atflux.error;

import io.atflux.command.AtReply;
import io.atflux.command.FinalResult;
import io.atflux.line.AtLine;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The modem refused: by its final result ({@code ERROR}, {@code +CME ERROR}, {@code +CMS ERROR}), or by the unsolicited result
 * code that ends an asynchronous command ({@code +MQTTOPEN: 1,0}). The outcome is {@link Outcome#REJECTED}. It is
 * {@link Outcome#UNKNOWN} if the modem refused a re-send after an attempt with an unknown result, or if an error after OK does
 * not say whether anything was done.
 */
public final class AtRejectedException extends AtException {

    private static final long serialVersionUID = 1L;

    private final transient @Nullable AtReply reply;
    private final transient @Nullable AtLine urc;
    private final @Nullable Integer code;

    /**
     * @param command the command line, masked
     * @param reply the whole reply, its final result included
     * @param urc the result code that ended the command, null if the final result did
     * @param detail further detail on the reason, null for none
     */
    public AtRejectedException(@Nullable String command, AtReply reply, @Nullable AtLine urc, @Nullable String detail) {
        this(command, reply, urc, detail, Outcome.REJECTED);
    }

    /**
     * A refusal that leaves the outcome open: after an attempt that may have worked, or for an error that does not say.
     *
     * @param command the command line, masked
     * @param reply the whole reply, its final result included
     * @param urc the result code that ended the command, null if the final result did
     * @param detail further detail on the reason, null for none
     * @param outcome the outcome of the request
     */
    public AtRejectedException(
            @Nullable String command, AtReply reply, @Nullable AtLine urc, @Nullable String detail, Outcome outcome) {
        super(
                (urc == null ? reply.result().text() : urc) + (detail == null ? "" : " (" + detail + ")"),
                command,
                outcome,
                null,
                reply.lines());
        this.reply = reply;
        this.urc = urc;
        OptionalInt number = urc == null ? reply.result().code() : OptionalInt.empty();
        this.code = number.isPresent() ? number.getAsInt() : null;
    }

    /**
     * The same refusal with further detail on its reason.
     *
     * @param detail the detail, in addition to the modem's own words
     * @return another exception, in which this one is suppressed; this one if it was deserialised
     */
    public AtRejectedException explained(String detail) {
        return better(detail, null);
    }

    /**
     * The same, with the detail also as a value, for {@link #explanation}.
     *
     * @param detail the detail, in addition to the modem's own words
     * @param explanation the detail as a value
     */
    public AtRejectedException explained(String detail, Object explanation) {
        return better(detail, explanation);
    }

    private AtRejectedException better(String detail, @Nullable Object explanation) {
        if (reply == null) {
            return this;
        }
        AtRejectedException better = new AtRejectedException(command(), reply, urc, detail, outcome());
        better.explains(this, explanation);
        return better;
    }

    /** The final result; null only after deserialisation. */
    public @Nullable FinalResult result() {
        return reply == null ? null : reply.result();
    }

    /** The whole reply; null only after deserialisation. */
    public @Nullable AtReply reply() {
        return reply;
    }

    /** The unsolicited result code that refused, null if the final result did. */
    public @Nullable AtLine urc() {
        return urc;
    }

    /** The CME or CMS error number, if it is known. */
    public OptionalInt code() {
        return code == null ? OptionalInt.empty() : OptionalInt.of(code);
    }
}
