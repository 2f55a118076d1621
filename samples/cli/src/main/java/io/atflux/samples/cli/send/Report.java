package io.atflux.samples.cli.send;

import io.atflux.command.FinalResult;
import io.atflux.error.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One thing to tell, in the order in which it happened on the wire. Commands are masked. Commands and lines are bytes, one char each. */
sealed interface Report {

    /**
     * The modem's answer, be it yes or no.
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
     * What the modem did not answer.
     *
     * @param command null where no command is concerned
     * @param lines what came before the end
     * @param millis since the write, 0 where nothing was written
     */
    record Failure(
            @Nullable String command, Kind kind, Outcome outcome, String message, List<String> lines, long millis)
            implements Report {

        /** The same with more of its message. */
        Failure with(String addition) {
            return new Failure(command, kind, outcome, message + addition, lines, millis);
        }
    }

    /** An unsolicited result code. */
    record Urc(String line) implements Report {}

    /** A line that is neither an answer nor a result code. */
    record Unclassified(String line) implements Report {}

    /** For people, on standard error. */
    record Note(String text) implements Report {}

    /** Why there is no answer, or that a result code after OK was a no. */
    enum Kind {
        TIMEOUT,
        CONNECTION,
        PROTOCOL,
        OVERFLOW,
        USAGE,
        REJECTED
    }
}
