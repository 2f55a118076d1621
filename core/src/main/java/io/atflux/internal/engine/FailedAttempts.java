package io.atflux.internal.engine;

import io.atflux.command.AtReply;
import io.atflux.error.AtException;
import io.atflux.error.AtRejectedException;
import io.atflux.error.Outcome;
import io.atflux.line.AtLine;
import org.jspecify.annotations.Nullable;

/** The record of a command's failed attempts. Confined to the event loop. */
final class FailedAttempts {

    /** The number of attempts whose outcome is unknown. */
    private int unknown;

    private @Nullable AtException firstUnknown;
    private @Nullable AtException last;
    /** The failure of the last attempt but one. */
    private @Nullable AtException before;

    private boolean resultBeforeOk;

    /** Another attempt begins. */
    void another() {
        before = last;
    }

    /** @param isLate whether the attempt had already timed out */
    void add(AtException error, boolean isLate) {
        last = error;
        if (error.outcome() == Outcome.UNKNOWN) {
            unknown++;
            firstUnknown = firstUnknown == null ? error : firstUnknown;
        } else if (isLate && unknown > 0) {
            // The late answer of an attempt that had timed out: its outcome is now known.
            unknown--;
        }
    }

    @Nullable
    AtException last() {
        return last;
    }

    /** The first failure with an unknown outcome. */
    @Nullable
    AtException firstUnknown() {
        return firstUnknown;
    }

    /** Whether the last two attempts received the same error number. */
    boolean isRepeated() {
        return last instanceof AtRejectedException one
                && before instanceof AtRejectedException other
                && one.code().isPresent()
                && one.code().equals(other.code());
    }

    /** The result code of the attempt that fails next arrived before its OK. */
    void resultCameBeforeOk() {
        resultBeforeOk = true;
    }

    /** Whether the line repeats the result code by which the last attempt failed, from a module that sends it after OK. */
    boolean isDoubled(AtLine line) {
        return !resultBeforeOk && last instanceof AtRejectedException no && line.equals(no.urc());
    }

    /** The outcome of the request, as far as these attempts show. */
    Outcome outcome() {
        return last == null || unknown > 0 ? Outcome.UNKNOWN : last.outcome();
    }

    /** A refused re-send does not show the outcome of an earlier attempt without an answer. */
    AtException honest(AtException error) {
        AtException earlier = firstUnknown;
        boolean known = error.outcome() != Outcome.UNKNOWN;
        return known && unknown > 0 && earlier != null && error instanceof AtRejectedException no
                ? afterUnknown(no, earlier)
                : error;
    }

    /** The same refusal, after an attempt that may have succeeded. */
    private static AtException afterUnknown(AtRejectedException no, AtException earlier) {
        AtReply reply = no.reply();
        if (reply == null) {
            return no;
        }
        AtRejectedException open = new AtRejectedException(
                no.command(), reply, no.urc(), "an earlier attempt may have worked", Outcome.UNKNOWN);
        open.addSuppressed(earlier);
        return open;
    }
}
