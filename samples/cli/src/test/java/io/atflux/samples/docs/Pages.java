package io.atflux.samples.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The README and the pages of docs/, as the checkout holds them. */
final class Pages {

    static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();

    static final Path DOCS = ROOT.resolve("docs");

    private Pages() {}

    /** The README first, then all pages in docs/ and below, by name. */
    static List<Path> all() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(ROOT.resolve("README.md")));
        try (Stream<Path> files = Files.walk(DOCS)) {
            files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
        }
        return pages;
    }

    static String text(String name) throws IOException {
        return Files.readString(DOCS.resolve(name));
    }

    /** The cells of the rows of all tables in a piece of Markdown, without the heads; no cell has a bar in it. */
    static List<List<String>> rows(String markdown) {
        List<String> lines = markdown.lines().toList();
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            boolean head = i + 1 < lines.size() && lines.get(i + 1).startsWith("|---");
            if (lines.get(i).startsWith("| ") && !head) {
                rows.add(Arrays.stream(lines.get(i).split("\\|"))
                        .skip(1)
                        .map(String::strip)
                        .toList());
            }
        }
        return rows;
    }
}
