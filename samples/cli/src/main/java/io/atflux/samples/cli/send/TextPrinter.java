package io.atflux.samples.cli.send;

import io.atflux.samples.cli.Shown;
import io.atflux.samples.cli.send.Report.Failure;
import io.atflux.samples.cli.send.Report.Reply;
import io.atflux.samples.cli.send.Report.Unclassified;
import io.atflux.samples.cli.send.Report.Urc;
import java.io.PrintStream;
import java.util.List;

/** For people: what was sent behind {@code >}, failures behind {@code !}, what came unasked behind {@code *} and {@code ?}. */
final class TextPrinter implements ReportPrinter {

    private final PrintStream out;

    TextPrinter(PrintStream out) {
        this.out = out;
    }

    @Override
    public void print(Report report) {
        if (report instanceof Reply reply) {
            block(reply.command(), reply.lines());
            line(reply.result().text() + "  (" + reply.millis() + " ms)");
        } else if (report instanceof Failure failure) {
            String command = failure.command();
            block(command == null ? "" : command, failure.lines());
            line("! " + failure.kind() + ": " + failure.message());
        } else if (report instanceof Urc urc) {
            line("* " + urc.line());
        } else if (report instanceof Unclassified unclassified) {
            line("? " + unclassified.line());
        }
        out.flush();
    }

    private void block(String command, List<String> lines) {
        if (!command.isEmpty()) {
            line("> " + command);
        }
        lines.forEach(this::line);
    }

    private void line(String text) {
        out.println(Shown.text(text));
    }
}
