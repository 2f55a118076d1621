package io.atflux.simulation.mutants;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One change to the engine's source, which the simulation must notice.
 *
 * @param name what is broken
 * @param file the source file, below {@code io/atflux/internal}
 * @param original text that occurs exactly once in it
 * @param broken what stands there instead
 */
record Mutant(String name, String file, String original, String broken) {

    /** The test runs in its module's folder. */
    private static final Path SOURCES = Path.of("src", "main", "java", "io", "atflux", "internal");

    Path path() {
        return SOURCES.resolve(file);
    }

    /** The changed source. Differences in white space do not matter. */
    String source() {
        String source = read(path());
        List<String> words = Arrays.stream(original.trim().split("\\s+"))
                .map(java.util.regex.Pattern::quote)
                .toList();
        java.util.regex.Matcher found =
                java.util.regex.Pattern.compile(String.join("\\s+", words)).matcher(source);
        List<int[]> places = new ArrayList<>();
        while (found.find()) {
            places.add(new int[] {found.start(), found.end()});
        }
        if (places.size() != 1) {
            throw new IllegalStateException(
                    "mutant \"" + name + "\": its original text stands " + places.size() + " times in " + path());
        }
        int[] place = places.get(0);
        return source.substring(0, place[0]) + broken + source.substring(place[1]);
    }

    private static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
