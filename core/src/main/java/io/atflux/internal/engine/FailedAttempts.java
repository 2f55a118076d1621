package io.atflux.internal.engine;

import io.atflux.command.AtReply;
import io.atflux.error.AtException;
import io.atflux.error.AtRejectedException;
import io.atflux.error.Outcome;
import io.atflux.line.AtLine;
import org.jspecify.annotations.Nullable;

/** What is known of a command's attempts that did not succeed. Confined to the event loop. */
final class FailedAttempts {

    /** Attempts of which nobody knows what became of them. */
    private int unknown;

    private @Nullable AtException firstUnknown;
    private @Nullable AtException last;
    /** How the attempt before the last one failed. */
    private @Nullable AtException before;

    private boolean resultBeforeOk;

    /** Another attempt begins. */
    void another() {
        before = last;
    }

    /** @param isLate whether the attempt had already failed by its time */
    void add(AtException error, boolean isLate) {
        last = error;
        if (error.outcome() == Outcome.UNKNOWN) {
            unknown++;
            firstUnknown = firstUnknown == null ? error : firstUnknown;
        } else if (isLate && unknown > 0) {
            // The answer of an attempt that got none in time: what became of that one is known now.
            unknown--;
        }
    }

    @Nullable
    AtException last() {
        return last;
    }

    /** The first one of which nobody knew what became of it. */
    @Nullable
    AtException firstUnknown() {
        return firstUnknown;
    }

    /** Whether the last two attempts got the same error number. */
    boolean isRepeated() {
        return last instanceof AtRejectedException one
                && before instanceof AtRejectedException other
                && one.code().isPresent()
                && one.code().equals(other.code());
    }

    /** The result code of the one that fails next came before its OK. */
    void resultCameBeforeOk() {
        resultBeforeOk = true;
    }

    /** Whether the line is the very result code by which the last one failed, once more, of a module that says it after OK. */
    boolean isDoubled(AtLine line) {
        return !resultBeforeOk && last instanceof AtRejectedException no && line.equals(no.urc());
    }

    /** What became of the request, as far as these say. */
    Outcome outcome() {
        return last == null || unknown > 0 ? Outcome.UNKNOWN : last.outcome();
    }

    /** A refused re-send says nothing of an attempt before it that got no answer. */
    AtException honest(AtException error) {
        AtException earlier = firstUnknown;
        boolean known = error.outcome() != Outcome.UNKNOWN;
        return known && unknown > 0 && earlier != null && error instanceof AtRejectedException no
                ? afterUnknown(no, earlier)
                : error;
    }

    /** The same refusal, after an attempt that may have worked. */
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
