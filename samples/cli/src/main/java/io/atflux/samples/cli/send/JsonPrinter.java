package io.atflux.samples.cli.send;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atflux.command.FinalResult;
import io.atflux.samples.cli.JsonLines;
import io.atflux.samples.cli.WireText;
import io.atflux.samples.cli.send.Report.Failure;
import io.atflux.samples.cli.send.Report.Reply;
import io.atflux.samples.cli.send.Report.Unclassified;
import io.atflux.samples.cli.send.Report.Urc;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The JSON form: {@link JsonLines}. */
final class JsonPrinter implements ReportPrinter {

    private final PrintStream out;

    private final WireText text;

    JsonPrinter(PrintStream out, WireText text) {
        this.out = out;
        this.text = text;
    }

    @Override
    public void print(Report report) {
        JsonLines.print(out, node(report));
    }

    private ObjectNode node(Report report) {
        ObjectNode node = JsonLines.object();
        if (report instanceof Reply reply) {
            node.put("type", "reply");
            put(node, "command", reply.command());
            result(node, reply.result());
            lines(node, reply.lines());
            if (reply.ending() != null) {
                put(node, "ending", reply.ending());
            }
            node.put("millis", reply.millis());
        } else if (report instanceof Failure failure) {
            node.put("type", "error");
            put(node, "command", failure.command());
            node.put("error", failure.kind().name())
                    .put("outcome", failure.outcome().name())
                    .put("message", text.message(failure.message()));
            lines(node, failure.lines());
            node.put("millis", failure.millis());
        } else if (report instanceof Urc urc) {
            node.put("type", "urc");
            put(node, "line", urc.line());
        } else if (report instanceof Unclassified line) {
            node.put("type", "unclassified");
            put(node, "line", line.line());
        }
        return node;
    }

    /** The text; if some of the bytes cannot be decoded, also all bytes in a separate field. */
    private void put(ObjectNode node, String name, @Nullable String bytes) {
        node.put(name, bytes == null ? null : text.text(bytes));
        if (bytes != null && !text.isText(bytes)) {
            node.put(name + "Base64", base64(bytes));
        }
    }

    private static String base64(String bytes) {
        return Base64.getEncoder().encodeToString(bytes.getBytes(StandardCharsets.ISO_8859_1));
    }

    private void result(ObjectNode node, FinalResult result) {
        node.put("result", text.text(Reports.name(result)));
        if (result instanceof FinalResult.Cme cme) {
            reason(node, cme.number(), shown(cme.reason()));
        } else if (result instanceof FinalResult.Cms cms) {
            reason(node, cms.number(), shown(cms.reason()));
        }
    }

    private @Nullable String shown(@Nullable String bytes) {
        return bytes == null ? null : text.text(bytes);
    }

    private static void reason(ObjectNode node, @Nullable Integer code, @Nullable String text) {
        node.put("code", code).put("text", text);
    }

    private void lines(ObjectNode node, List<String> lines) {
        ArrayNode texts = node.putArray("lines");
        lines.forEach(line -> texts.add(text.text(line)));
        if (!lines.stream().allMatch(text::isText)) {
            ArrayNode bytes = node.putArray("linesBase64");
            lines.forEach(line -> bytes.add(text.isText(line) ? null : base64(line)));
        }
    }
}
