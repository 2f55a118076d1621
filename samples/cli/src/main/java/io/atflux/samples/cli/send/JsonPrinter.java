package io.atflux.samples.cli.send;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atflux.command.FinalResult;
import io.atflux.samples.cli.JsonLines;
import io.atflux.samples.cli.send.Report.Failure;
import io.atflux.samples.cli.send.Report.Reply;
import io.atflux.samples.cli.send.Report.Unclassified;
import io.atflux.samples.cli.send.Report.Urc;
import java.io.PrintStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** For programs: {@link JsonLines}. */
final class JsonPrinter implements ReportPrinter {

    private final PrintStream out;

    JsonPrinter(PrintStream out) {
        this.out = out;
    }

    @Override
    public void print(Report report) {
        JsonLines.print(out, node(report));
    }

    private static ObjectNode node(Report report) {
        ObjectNode node = JsonLines.object();
        if (report instanceof Reply reply) {
            node.put("type", "reply").put("command", reply.command());
            result(node, reply.result());
            lines(node, reply.lines());
            node.put("millis", reply.millis());
        } else if (report instanceof Failure failure) {
            node.put("type", "error")
                    .put("command", failure.command())
                    .put("error", failure.kind().name())
                    .put("outcome", failure.outcome().name())
                    .put("message", failure.message());
            lines(node, failure.lines());
            node.put("millis", failure.millis());
        } else if (report instanceof Urc urc) {
            node.put("type", "urc").put("line", urc.line());
        } else if (report instanceof Unclassified line) {
            node.put("type", "unclassified").put("line", line.line());
        }
        return node;
    }

    private static void result(ObjectNode node, FinalResult result) {
        node.put("result", Reports.name(result));
        if (result instanceof FinalResult.Cme cme) {
            reason(node, cme.number(), cme.reason());
        } else if (result instanceof FinalResult.Cms cms) {
            reason(node, cms.number(), cms.reason());
        }
    }

    private static void reason(ObjectNode node, @Nullable Integer code, @Nullable String text) {
        node.put("code", code).put("text", text);
    }

    private static void lines(ObjectNode node, List<String> lines) {
        lines.forEach(node.putArray("lines")::add);
    }
}
