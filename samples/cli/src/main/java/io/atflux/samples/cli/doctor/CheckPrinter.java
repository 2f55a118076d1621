package io.atflux.samples.cli.doctor;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atflux.link.LinkCause;
import io.atflux.samples.cli.JsonLines;
import io.atflux.samples.cli.Shown;
import java.io.PrintStream;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Prints checks as they end, as text or as JSON. */
final class CheckPrinter {

    private static final String INDENT = " ".repeat(18);

    private final PrintStream out;
    private final boolean json;

    CheckPrinter(PrintStream out, boolean json) {
        this.out = out;
        this.json = json;
    }

    void print(Check check) {
        if (json) {
            json(check);
        } else {
            text(check);
        }
        out.flush();
    }

    private void json(Check check) {
        List<LinkCause> causes = check.causes();
        ObjectNode node = JsonLines.object()
                .put("type", "check")
                .put("name", check.name())
                .put("result", check.result().name())
                .put("cause", causes.size() == 1 ? causes.get(0).name() : null);
        if (causes.size() > 1) {
            ArrayNode all = node.putArray("causes");
            causes.forEach(cause -> all.add(cause.name()));
        }
        node.put("said", check.said()).put("cure", check.cure()).put("finding", check.finding());
        JsonLines.print(out, node);
    }

    private void text(Check check) {
        String result = check.result().name();
        line(result
                + " ".repeat(9 - result.length())
                + check.name()
                + " ".repeat(9 - check.name().length())
                + check.finding());
        if (!check.causes().isEmpty()) {
            String causes = check.causes().stream().map(LinkCause::name).collect(Collectors.joining(" or "));
            line(INDENT + "cause: " + causes);
        }
        detail("said:  ", check.said());
        detail("to do: ", check.cure());
    }

    private void detail(String label, @Nullable String text) {
        if (text != null) {
            line(INDENT + label + text);
        }
    }

    private void line(String text) {
        out.println(Shown.text(text));
    }
}
