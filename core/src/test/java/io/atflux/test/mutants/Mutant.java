package io.atflux.test.mutants;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One change to the source of this module, which a test must notice.
 *
 * @param name the broken behaviour
 * @param type the simple name of the class; unique in its module, across packages
 * @param original text that occurs exactly once in its source
 * @param broken the text that replaces it
 */
public record Mutant(String name, String type, String original, String broken) {

    /** The test runs in its module's folder; a sample's test breaks core's classes as well. */
    private static final List<Path> SOURCES =
            List.of(Path.of("src", "main", "java"), Path.of("..", "..", "core", "src", "main", "java"));

    /** Test stand-ins for the environment can be broken too, for example a disk that reports wrong data. */
    private static final List<Path> STAND_INS = List.of(Path.of("src", "test", "java"));

    Path path() {
        List<Path> found = named(SOURCES);
        if (found.isEmpty()) {
            found = named(STAND_INS);
        }
        if (found.size() != 1) {
            throw new IllegalStateException("mutant \"" + name + "\": " + type + " is " + found);
        }
        return found.get(0);
    }

    private List<Path> named(List<Path> roots) {
        return roots.stream()
                .filter(Files::isDirectory)
                .flatMap(root -> named(root).stream())
                .toList();
    }

    private List<Path> named(Path root) {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(path -> path.endsWith(type + ".java")).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The changed source. Differences in white space do not matter. */
    String source() {
        Path path = path();
        String source = read(path);
        List<String> words =
                Arrays.stream(original.trim().split("\\s+")).map(Pattern::quote).toList();
        Matcher found = Pattern.compile(String.join("\\s+", words)).matcher(source);
        List<int[]> places = new ArrayList<>();
        while (found.find()) {
            places.add(new int[] {found.start(), found.end()});
        }
        if (places.size() != 1) {
            throw new IllegalStateException(
                    "mutant \"" + name + "\": its original text occurs " + places.size() + " times in " + path);
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
