package io.atflux.internal.engine;

import io.atflux.command.AtReply;
import io.atflux.command.FinalResult;
import io.atflux.error.AtException;
import io.atflux.error.Outcome;
import io.atflux.internal.ledger.Replies;
import io.atflux.line.AtLine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The record of a command's attempts. Times are the session clock's nanoseconds. Confined to the event loop. */
class AttemptHistory {

    private int number;
    private int writes;
    private long firstWrite;
    private long start;
    /** Up to the last final result. */
    private @Nullable AtReply reply;
    /** Null until an attempt fails: most commands have no failure. */
    private @Nullable FailedAttempts failed;

    private @Nullable AtReply accepted;

    /** Another attempt is written. */
    void written(long now) {
        if (number == 0) {
            firstWrite = now;
        }
        writes++;
        goesOn(now);
    }

    /** The modem executes it without another write. */
    void goesOn(long now) {
        number++;
        start = now;
        if (failed != null) {
            failed.another();
        }
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

    /** The time at which the last attempt began. */
    long start() {
        return start;
    }

    /** The time from the first write to the last final result; null if none was OK. */
    @Nullable
    Duration toFinal() {
        AtReply last = reply;
        return last != null && last.result().isOk() ? last.elapsed() : null;
    }

    /** The failure of the last attempt; null if none failed. */
    @Nullable
    AtException failure() {
        return failed == null ? null : failed.last();
    }

    AtReply reply(FinalResult result, List<AtLine> lines, @Nullable AtLine urc, long now) {
        boolean mayBeTwice = number > 1 && failed != null && failed.firstUnknown() != null;
        return Replies.reply(result, lines, urc, number, mayBeTwice, now - firstWrite);
    }

    /** A final result arrived. */
    void replied(AtReply last) {
        reply = last;
    }

    /** The modem answered OK, and continues to execute it. */
    void accepted(AtReply reply) {
        accepted = reply;
    }

    /** The lines of the reply whose OK a result code follows. */
    List<AtLine> acceptedLines() {
        AtReply ok = accepted;
        return ok == null ? List.of() : ok.lines();
    }

    /** A result code arrived that does not end the command. */
    void progressed(AtLine line, long now) {
        AtReply ok = accepted;
        if (ok != null) {
            List<AtLine> lines = new ArrayList<>(ok.lines());
            lines.add(line);
            accepted = reply(FinalResult.OK, lines, null, now);
        }
    }

    /** @param isLate whether the attempt had already timed out */
    void failed(AtException error, boolean isLate) {
        accepted = null;
        failures().add(error, isLate);
    }

    private FailedAttempts failures() {
        FailedAttempts all = failed;
        if (all == null) {
            all = new FailedAttempts();
            failed = all;
        }
        return all;
    }

    /** Whether the last two attempts received the same error number. */
    boolean isRepeated() {
        return failed != null && failed.isRepeated();
    }

    /** The result code of the last attempt arrived before its OK. */
    void resultCameBeforeOk() {
        failures().resultCameBeforeOk();
    }

    /**
     * Whether the line repeats the result code by which the last attempt failed. A module that sends it before OK repeats it for
     * each attempt.
     */
    boolean isDoubled(AtLine line) {
        return failed != null && failed.isDoubled(line);
    }

    /**
     * The outcome of the request, as far as it is known.
     *
     * @param pending whether an answer or a result code is awaited
     */
    Outcome outcome(boolean pending) {
        if (number == 0) {
            return Outcome.NOT_SENT;
        }
        return pending || failed == null ? Outcome.UNKNOWN : failed.outcome();
    }

    /** A refused re-send does not show the outcome of an earlier attempt without an answer. */
    AtException honest(AtException error) {
        return failed == null ? error : failed.honest(error);
    }
}
