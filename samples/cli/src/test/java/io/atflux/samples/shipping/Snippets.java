package io.atflux.samples.shipping;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The README's Java snippets, with the imports that they need. */
final class Snippets {

    private static final Pattern FENCE = Pattern.compile("(?ms)^```java\n(.*?)^```");
    private static final Pattern TYPE = Pattern.compile("(?<![.\\w\"])([A-Z]\\w*)(?=[<\\s.:(>])");

    private static final Pattern CONSTANT = Pattern.compile("[\\w<>]+ [A-Z_]{3,} =");

    /** Third-party names that the README uses. */
    private static final Map<String, String> OTHERS = Map.of(
            "Duration", "java.time.Duration",
            "Pattern", "java.util.regex.Pattern",
            "Flux", "reactor.core.publisher.Flux",
            "Mono", "reactor.core.publisher.Mono",
            "StepVerifier", "reactor.test.StepVerifier",
            "ScriptedModem", "io.atflux.test.ScriptedModem");

    /** Names that exist in two packages, with the one that the README means. */
    private static final Map<String, String> MEANT = Map.of("Registration", "dialin");

    private Snippets() {}

    /** All snippets, in the order of the page. */
    static List<String> all() throws IOException {
        Matcher found = FENCE.matcher(Files.readString(Library.ROOT.resolve("README.md")));
        List<String> snippets = new ArrayList<>();
        while (found.find()) {
            snippets.add(found.group(1));
        }
        return snippets;
    }

    /** Whether the snippet declares constants, which other snippets may use. */
    static boolean isConstants(String snippet) {
        return CONSTANT.matcher(snippet).lookingAt();
    }

    static String imports(String code) throws IOException {
        Matcher used = TYPE.matcher(code.replaceAll("\"(\\\\.|[^\"\\\\])*\"", "\"\""));
        SortedSet<String> imports = new TreeSet<>();
        while (used.find()) {
            String name = used.group(1);
            List<String> types = OTHERS.containsKey(name) ? List.of(OTHERS.getOrDefault(name, "")) : ours(name);
            if (types.size() > 1) {
                types = types.stream()
                        .filter(type -> type.contains("." + MEANT.getOrDefault(name, "?") + "."))
                        .toList();
            }
            types.forEach(imports::add);
        }
        return imports.stream().map(type -> "import " + type + ";\n").collect(Collectors.joining());
    }

    private static List<String> ours(String name) throws IOException {
        List<String> types = new ArrayList<>();
        for (Library library : Library.values()) {
            for (String exported : library.api()) {
                Path file =
                        library.sources().resolve(exported.replace('.', '/')).resolve(name + ".java");
                if (Files.exists(file)
                        && Stream.of(Files.readString(file).split("\n")).anyMatch(line -> line.startsWith("public "))) {
                    types.add(exported + "." + name);
                }
            }
        }
        return types;
    }
}
