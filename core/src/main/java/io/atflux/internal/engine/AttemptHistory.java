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

/** What is known of a command's attempts so far. Times are the session clock's nanoseconds. Confined to the event loop. */
class AttemptHistory {

    private int number;
    private int writes;
    private long firstWrite;
    private long start;
    /** To the last final result. */
    private @Nullable AtReply reply;
    /** Null while none has failed, as of most commands. */
    private @Nullable FailedAttempts failed;

    private @Nullable AtReply accepted;

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

    /** When the last one began. */
    long start() {
        return start;
    }

    /** From the first write to the last final result; null if none was OK. */
    @Nullable
    Duration toFinal() {
        AtReply last = reply;
        return last != null && last.result().isOk() ? last.elapsed() : null;
    }

    /** How the last one failed; null if none did. */
    @Nullable
    AtException failure() {
        return failed == null ? null : failed.last();
    }

    AtReply reply(FinalResult result, List<AtLine> lines, @Nullable AtLine urc, long now) {
        boolean mayBeTwice = number > 1 && failed != null && failed.firstUnknown() != null;
        return Replies.reply(result, lines, urc, number, mayBeTwice, now - firstWrite);
    }

    /** A final result came. */
    void replied(AtReply last) {
        reply = last;
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

    /** Whether the last two attempts got the same error number. */
    boolean isRepeated() {
        return failed != null && failed.isRepeated();
    }

    /** The last one's result code came before its OK. */
    void resultCameBeforeOk() {
        failures().resultCameBeforeOk();
    }

    /**
     * Whether the line is the very result code by which the last one failed, once more. A module that says it before OK says so for each
     * attempt.
     */
    boolean isDoubled(AtLine line) {
        return failed != null && failed.isDoubled(line);
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
        return pending || failed == null ? Outcome.UNKNOWN : failed.outcome();
    }

    /** A refused re-send says nothing of an attempt before it that got no answer. */
    AtException honest(AtException error) {
        return failed == null ? error : failed.honest(error);
    }
}
