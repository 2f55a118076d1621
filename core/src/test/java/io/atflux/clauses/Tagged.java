package io.atflux.clauses;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The clauses that tests are tagged with. Sources are read, not classes: the checking module is built before the
 * others, but their sources are already present.
 */
final class Tagged {

    private static final Pattern TAG = Pattern.compile("@Tag\\(\"([^\"]*:[^\"]*)\"\\)");
    private static final Pattern DECLARATION =
            Pattern.compile("\\b(?:void\\s+\\w+\\s*\\(|(?:class|interface|record)\\s+\\w+)");
    private static final Pattern TEST =
            Pattern.compile("@(?:Test|ParameterizedTest|RepeatedTest|TestFactory|FuzzTest|ArchTest)\\b");
    private static final Set<String> ELSEWHERE = Set.of("target", ".git", "node_modules");

    /** By clause, the simple names of the classes; those of modules other than the core after the module's name. */
    final SortedMap<String, SortedSet<String>> classes = new TreeMap<>();

    /** The faults in tags themselves. */
    final List<String> faults = new java.util.ArrayList<>();

    /** The modules in which sources were found. */
    final SortedSet<String> modules = new TreeSet<>();

    static Tagged below(Path root) {
        Tagged all = new Tagged();
        try (Stream<Path> files = Files.walk(root)) {
            files.filter(file -> isTestSource(root.relativize(file))).forEach(file -> all.add(root, file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    private static boolean isTestSource(Path file) {
        for (Path part : file) {
            if (ELSEWHERE.contains(part.toString())) {
                return false;
            }
        }
        return file.toString().replace('\\', '/').contains("src/test/java/")
                && file.toString().endsWith(".java");
    }

    private void add(Path root, Path file) {
        String inside = root.relativize(file).toString().replace('\\', '/');
        String module = inside.substring(0, inside.indexOf("/src/test/java/"));
        modules.add(module);
        try {
            String name = file.getFileName().toString();
            String type = name.substring(0, name.length() - ".java".length());
            String owner = module.equals("core") ? "" : module.substring(module.lastIndexOf('/') + 1) + "/";
            add(owner + type, Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void add(String name, String source) {
        TAG.matcher(source).results().forEach(tag -> {
            if (isOfATest(source, tag)) {
                classes.computeIfAbsent(tag.group(1), clause -> new TreeSet<>()).add(name);
            } else {
                faults.add(name + ": the tag " + tag.group(1) + " is on nothing that runs");
            }
        });
    }

    /** The annotations of one declaration stand together, without a blank line among them. */
    private static boolean isOfATest(String source, MatchResult tag) {
        int from = Math.max(source.lastIndexOf("\n\n", tag.start()), 0);
        var declaration = DECLARATION.matcher(source);
        if (!declaration.find(tag.end())) {
            return false;
        }
        String annotations = source.substring(from, declaration.start());
        boolean all = !declaration.group().startsWith("void");
        return !annotations.contains("@Disabled")
                && TEST.matcher(all ? source : annotations).find();
    }
}
