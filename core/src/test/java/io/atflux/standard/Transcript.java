package io.atflux.standard;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** All that passed, with its times, for who has to find out why. */
final class Transcript {

    private final Supplier<String> time;
    private final List<String> lines = new ArrayList<>();

    Transcript(Supplier<String> time) {
        this.time = time;
    }

    void wrote(byte[] bytes) {
        note("> " + literal(bytes));
    }

    void received(byte[] bytes) {
        note("< " + literal(bytes));
    }

    void note(String text) {
        lines.add(time.get() + " " + text);
    }

    private static String literal(byte[] bytes) {
        StringBuilder out = new StringBuilder();
        for (char c : new String(bytes, StandardCharsets.ISO_8859_1).toCharArray()) {
            out.append(
                    switch (c) {
                        case '\r' -> "\\r";
                        case '\n' -> "\\n";
                        case '\\' -> "\\\\";
                        default -> c < ' ' || c > '~' ? String.format("\\%03o", (int) c) : String.valueOf(c);
                    });
        }
        return out.toString();
    }

    @Override
    public String toString() {
        return String.join("\n", lines);
    }
}
