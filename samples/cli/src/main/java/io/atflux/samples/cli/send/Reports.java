package io.atflux.samples.cli.send;

import io.atflux.command.AtReply;
import io.atflux.command.FinalResult;
import io.atflux.error.AtConnectionException;
import io.atflux.error.AtException;
import io.atflux.error.AtOverflowException;
import io.atflux.error.AtProtocolException;
import io.atflux.error.AtRejectedException;
import io.atflux.error.AtTimeoutException;
import io.atflux.error.AtUsageException;
import io.atflux.error.Outcome;
import io.atflux.line.AtLine;
import io.atflux.samples.cli.send.Report.Failure;
import io.atflux.samples.cli.send.Report.Kind;
import io.atflux.samples.cli.send.Report.Reply;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes reports of the outcomes of commands. */
final class Reports {

    private Reports() {}

    static Reply of(String command, AtReply reply) {
        AtLine urc = reply.urc();
        return new Reply(
                command,
                reply.result(),
                shown(reply.lines()),
                urc == null ? null : urc.toString(),
                reply.elapsed().toMillis());
    }

    /** A modem's refusal is a reply; everything else is a failure. */
    static Report of(String command, AtException error, long millis) {
        AtReply no = error instanceof AtRejectedException rejected ? rejected.reply() : null;
        if (no == null) {
            return failure(command, error, error.outcome() == Outcome.NOT_SENT ? 0 : millis);
        }
        AtLine urc = no.urc();
        if (!no.result().isOk() || urc == null) {
            return of(command, no);
        }
        List<String> lines = new ArrayList<>(shown(no.lines()));
        lines.add(urc.toString());
        return new Failure(
                command,
                Kind.REJECTED,
                error.outcome(),
                "OK, and then a no: " + urc,
                lines,
                no.elapsed().toMillis());
    }

    static Failure failure(@Nullable String command, AtException error, long millis) {
        List<String> lines = shown(error.lines());
        return new Failure(command, kind(error), error.outcome(), String.valueOf(error.getMessage()), lines, millis);
    }

    /**
     * Output to terminals, files and pipes is readable by others, so a modem's repetition of a secret is masked in each
     * form.
     */
    private static List<String> shown(List<AtLine> lines) {
        return lines.stream().map(AtLine::toString).toList();
    }

    /** The report of a command that was not sent, with the reason and the lines that the far end sent instead. */
    static Failure notSent(@Nullable String command, Kind kind, String why, List<String> lines) {
        return new Failure(command, kind, Outcome.NOT_SENT, why, lines, 0);
    }

    static Kind kind(AtException error) {
        if (error instanceof AtTimeoutException) {
            return Kind.TIMEOUT;
        }
        if (error instanceof AtConnectionException) {
            return Kind.CONNECTION;
        }
        if (error instanceof AtOverflowException) {
            return Kind.OVERFLOW;
        }
        if (error instanceof AtUsageException) {
            return Kind.USAGE;
        }
        if (error instanceof AtProtocolException || error instanceof AtRejectedException) {
            return Kind.PROTOCOL;
        }
        throw new IllegalArgumentException(error);
    }

    /** The name of a result for programs: OK, ERROR, CME, CMS, or the final result's own text. */
    static String name(FinalResult result) {
        if (result instanceof FinalResult.Cme) {
            return "CME";
        }
        return result instanceof FinalResult.Cms ? "CMS" : result.text();
    }
}
