package io.atflux.samples.cli.send;

import io.atflux.error.Outcome;
import io.atflux.samples.cli.Palette;
import io.atflux.samples.cli.Shown;
import io.atflux.samples.cli.WireText;
import io.atflux.samples.cli.send.Report.Failure;
import io.atflux.samples.cli.send.Report.Reply;
import io.atflux.samples.cli.send.Report.Unclassified;
import io.atflux.samples.cli.send.Report.Urc;
import java.io.PrintStream;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The text form: a sent command after {@code >}, a failure after {@code !}, unsolicited and unclassified lines after
 * {@code *} and {@code ?}.
 */
final class TextPrinter implements ReportPrinter {

    private final PrintStream out;
    private final WireText text;
    private final Palette palette;
    private @Nullable String lastReason;

    TextPrinter(PrintStream out, WireText text, Palette palette) {
        this.out = out;
        this.text = text;
        this.palette = palette;
    }

    @Override
    public void print(Report report) {
        if (report instanceof Reply reply) {
            reply(reply);
        } else if (report instanceof Failure failure) {
            failure(failure);
        } else if (report instanceof Urc urc) {
            line("* " + shown(urc.line()), palette::notice);
        } else if (report instanceof Unclassified unclassified) {
            line("? " + shown(unclassified.line()), palette::notice);
        }
        out.flush();
    }

    private void reply(Reply reply) {
        block(reply.command(), reply.lines());
        String result = shown(reply.result().text());
        String millis = "  (" + reply.millis() + " ms)";
        if (!reply.result().isOk()) {
            line(result + millis, palette::bad);
        } else if (reply.ending() == null) {
            line(result + millis, palette::good);
        } else {
            line(result, palette::good);
            line(shown(reply.ending()) + millis, palette::good);
        }
    }

    /** A reason that applies to all unsent commands is printed once. */
    private void failure(Failure failure) {
        String command = failure.command();
        boolean again =
                failure.outcome() == Outcome.NOT_SENT && failure.message().equals(lastReason);
        lastReason = failure.outcome() == Outcome.NOT_SENT ? failure.message() : null;
        block(command == null ? "" : command, again ? List.of() : failure.lines());
        line(
                again
                        ? "! not sent either"
                        : "! " + failure.kind() + ": " + Shown.text(text.message(failure.message())),
                palette::bad);
    }

    private void block(String command, List<String> lines) {
        if (!command.isEmpty()) {
            line("> " + shown(command), palette::sent);
        }
        lines.forEach(line -> out.println(shown(line)));
    }

    private String shown(String bytes) {
        return Shown.text(text.text(bytes));
    }

    private void line(String shown, UnaryOperator<String> colour) {
        out.println(colour.apply(shown));
    }
}
