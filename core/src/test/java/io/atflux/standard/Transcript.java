package io.atflux.standard;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** All traffic with its times, for the diagnosis of a failure. */
final class Transcript {

    private final Supplier<Duration> time;
    private final List<Supplier<String>> lines = new ArrayList<>();

    Transcript(Supplier<Duration> time) {
        this.time = time;
    }

    void wrote(byte[] bytes) {
        add(() -> "> " + literal(bytes));
    }

    void received(byte[] bytes) {
        add(() -> "< " + literal(bytes));
    }

    void note(String text) {
        add(() -> text);
    }

    /** Most transcripts are never read: their text is made only when it is needed. */
    private void add(Supplier<String> text) {
        Duration at = time.get();
        lines.add(() -> at + " " + text.get());
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
        return lines.stream().map(Supplier::get).collect(Collectors.joining("\n"));
    }
}
