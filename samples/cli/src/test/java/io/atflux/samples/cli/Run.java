package io.atflux.samples.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** One run of the program in this process, and its output. */
public record Run(int status, String out, String err) {

    private static final JsonMapper JSON = new JsonMapper();

    /** Without any input. */
    public static Run of(String... args) {
        return withInput("", args);
    }

    /** With a text in ISO-8859-1 on standard input. */
    public static Run withInput(String input, String... args) {
        return withInput(new ByteArrayInputStream(input.getBytes(StandardCharsets.ISO_8859_1)), args);
    }

    public static Run withInput(InputStream input, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = Atflux.run(
                new Streams(
                        input,
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8)),
                args);
        return new Run(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** The objects of the output, one per line. */
    public List<JsonNode> objects() throws IOException {
        List<JsonNode> objects = new ArrayList<>();
        for (String line : out.split("\n")) {
            if (!line.isEmpty()) {
                objects.add(JSON.readTree(line));
            }
        }
        return objects;
    }

    /**
     * The objects as text with single quotes, without the times, which are unpredictable, and the messages, which are
     * not part of the contract.
     */
    public List<String> shapes() throws IOException {
        List<String> shapes = new ArrayList<>();
        for (JsonNode object : objects()) {
            ((ObjectNode) object).remove(List.of("millis", "message"));
            shapes.add(object.toString().replace('"', '\''));
        }
        return shapes;
    }
}
