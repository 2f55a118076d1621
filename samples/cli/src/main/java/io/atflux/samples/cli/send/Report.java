package io.atflux.samples.cli.send;

import io.atflux.command.FinalResult;
import io.atflux.error.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One report, in the order of events on the wire. Commands are masked. Commands and lines are bytes, one char each. */
sealed interface Report {

    /**
     * The modem's answer, positive or negative.
     *
     * @param ending the result code that ended the command after its OK; null if the final result did
     */
    record Reply(
            String command,
            FinalResult result,
            List<String> lines,
            @Nullable String ending,
            long millis) implements Report {}

    /**
     * A failure without an answer of the modem.
     *
     * @param command null if it concerns no command
     * @param lines the lines received before the end
     * @param millis since the write, 0 if nothing was written
     */
    record Failure(
            @Nullable String command, Kind kind, Outcome outcome, String message, List<String> lines, long millis)
            implements Report {

        /** The same with an addition to its message. */
        Failure with(String addition) {
            return new Failure(command, kind, outcome, message + addition, lines, millis);
        }
    }

    /** An unsolicited result code. */
    record Urc(String line) implements Report {}

    /** A line that is neither an answer nor a result code. */
    record Unclassified(String line) implements Report {}

    /** A message for users, on standard error. */
    record Note(String text) implements Report {}

    /** The kind of a failure: the reason why there is no answer, or that a result code after OK was negative. */
    enum Kind {
        TIMEOUT,
        CONNECTION,
        PROTOCOL,
        OVERFLOW,
        USAGE,
        REJECTED
    }
}
