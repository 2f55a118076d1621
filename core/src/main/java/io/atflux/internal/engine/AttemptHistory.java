package io.atflux.internal.engine;

import io.atflux.command.AtReply;
import io.atflux.command.FinalResult;
import io.atflux.error.AtException;
import io.atflux.error.AtRejectedException;
import io.atflux.error.Outcome;
import io.atflux.line.AtLine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is known of a command's attempts so far. Times are the session clock's nanoseconds. Confined to the event loop. */
final class AttemptHistory {

    private int number;
    private int writes;
    private long firstWrite;
    private long start;
    private @Nullable Duration toFinal;
    /** Attempts of which nobody knows what became of them. */
    private int unknown;

    private @Nullable AtException firstUnknown;
    private @Nullable AtException failure;
    /** How the attempt before the last one failed. */
    private @Nullable AtException failureBefore;

    private @Nullable AtReply accepted;
    private boolean resultBeforeOk;

    /** Another one is written. */
    void written(long now) {
        if (number == 0) {
            firstWrite = now;
        }
        writes++;
        goesOn(now);
    }

    /** The modem works on it without another write. */
    void goesOn(long now) {
        number++;
        start = now;
        failureBefore = failure;
    }

    boolean isNone() {
        return number == 0;
    }

    int number() {
        return number;
    }

    int writes() {
        return writes;
    }

    long firstWrite() {
        return firstWrite;
    }

    /** When the last one began. */
    long start() {
        return start;
    }

    /** From the first write to the last final result; null if none was OK. */
    @Nullable
    Duration toFinal() {
        return toFinal;
    }

    /** How the last one failed; null if none did. */
    @Nullable
    AtException failure() {
        return failure;
    }

    AtReply reply(FinalResult result, List<AtLine> lines, @Nullable AtLine urc, long now) {
        Duration elapsed = Duration.ofNanos(now - firstWrite);
        return AtReply.builder(result)
                .lines(lines)
                .urc(urc)
                .attempts(number)
                .possiblyDuplicated(firstUnknown != null && number > 1)
                .elapsed(elapsed)
                .build();
    }

    /** A final result came. */
    void finalCame(AtReply reply) {
        toFinal = reply.result().isOk() ? reply.elapsed() : null;
    }

    /** The modem said OK, and works on. */
    void accepted(AtReply reply) {
        accepted = reply;
    }

    /** What came with the OK that a result code follows. */
    List<AtLine> acceptedLines() {
        AtReply ok = accepted;
        return ok == null ? List.of() : ok.lines();
    }

    /** A result code came that does not end it. */
    void progressed(AtLine line, long now) {
        AtReply ok = accepted;
        if (ok != null) {
            List<AtLine> lines = new ArrayList<>(ok.lines());
            lines.add(line);
            accepted = reply(FinalResult.OK, lines, null, now);
        }
    }

    /** @param isLate whether the attempt had already failed by its time */
    void failed(AtException error, boolean isLate) {
        failure = error;
        accepted = null;
        if (error.outcome() == Outcome.UNKNOWN) {
            unknown++;
            firstUnknown = firstUnknown == null ? error : firstUnknown;
        } else if (isLate && unknown > 0) {
            // The answer of an attempt that got none in time: what became of that one is known now.
            unknown--;
        }
    }

    /** Whether the last two attempts got the same error number. */
    boolean isRepeated() {
        return failure instanceof AtRejectedException last
                && failureBefore instanceof AtRejectedException before
                && last.code().isPresent()
                && last.code().equals(before.code());
    }

    /** The last one's result code came before its OK. */
    void resultCameBeforeOk() {
        resultBeforeOk = true;
    }

    /**
     * Whether the line is the very result code by which the last one failed, once more. A module that says it before OK says so for each
     * attempt.
     */
    boolean isDoubled(AtLine line) {
        return !resultBeforeOk && failure instanceof AtRejectedException no && line.equals(no.urc());
    }

    /**
     * What became of the request, as far as is known now.
     *
     * @param pending whether an answer or a result code is waited for
     */
    Outcome outcome(boolean pending) {
        if (number == 0) {
            return Outcome.NOT_SENT;
        }
        AtException last = failure;
        return pending || unknown > 0 || last == null ? Outcome.UNKNOWN : last.outcome();
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
