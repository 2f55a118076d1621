package io.atflux.samples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/index.md names each page, each link of the README and of docs/ leads somewhere, and the README stays short. */
class IndexTest {

    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*]\\(([^)\\s]+)\\)");
    private static final Pattern FENCE = Pattern.compile("(?ms)^```.*?^```$");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} (.+)$");

    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w*[a-z](?:Test|IT|Tck|Fuzz))`");

    private static final List<String> MODULES = List.of(
            "core",
            "core/schedules",
            "transport-serial",
            "transport-tcp",
            "samples/virtual-modem",
            "samples/cli",
            "samples/gateway",
            "samples/benchmarks");

    private static final int README_LINES = 120;

    @Test
    void theIndexNamesEachPage() throws IOException {
        Set<Path> named = new TreeSet<>();
        for (String link : links(Pages.text("index.md"))) {
            named.add(Pages.DOCS.resolve(link.replaceFirst("#.*", "")).normalize());
        }
        Set<Path> pages = new TreeSet<>(Pages.all());
        pages.remove(Pages.DOCS.resolve("index.md"));
        assertThat(named).containsAll(pages);
    }

    @Test
    void eachLinkLeadsToAFileAndAHeadingOfIt() throws IOException {
        List<String> broken = new ArrayList<>();
        int links = 0;
        for (Path page : Pages.all()) {
            for (String link : links(Files.readString(page))) {
                links++;
                if (!leadsSomewhere(page, link)) {
                    broken.add(Pages.ROOT.relativize(page) + " -> " + link);
                }
            }
        }
        assertThat(links).isGreaterThan(100);
        assertThat(broken).isEmpty();
    }

    @Test
    void aLinkThatLeadsNowhereIsFound() throws IOException {
        Path index = Pages.DOCS.resolve("index.md");
        assertThat(leadsSomewhere(index, "no-such.md")).isFalse();
        assertThat(leadsSomewhere(index, "lines.md#no-such-heading")).isFalse();
        assertThat(leadsSomewhere(index, "lines.md#opening-it-again")).isTrue();
    }

    @Test
    void eachTestThatAPageNamesExists() throws IOException {
        Set<String> sources = new TreeSet<>();
        for (String module : MODULES) {
            try (Stream<Path> files = Files.walk(Pages.ROOT.resolve(module).resolve("src"))) {
                files.forEach(file -> sources.add(file.getFileName().toString()));
            }
        }
        assertThat(sources).contains("IndexTest.java");
        Set<String> missing = new TreeSet<>();
        for (Path page : Pages.all()) {
            TEST.matcher(Files.readString(page))
                    .results()
                    .map(test -> test.group(1) + ".java")
                    .filter(test -> !sources.contains(test))
                    .forEach(test -> missing.add(page.getFileName() + " names " + test));
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void theReadmeFitsThreeScreens() throws IOException {
        assertThat(Files.readAllLines(Pages.ROOT.resolve("README.md"))).hasSizeLessThanOrEqualTo(README_LINES);
    }

    private static List<String> links(String markdown) {
        Matcher found = LINK.matcher(FENCE.matcher(markdown).replaceAll(""));
        List<String> links = new ArrayList<>();
        while (found.find()) {
            if (!found.group(1).startsWith("http")) {
                links.add(found.group(1));
            }
        }
        return links;
    }

    private static boolean leadsSomewhere(Path page, String link) throws IOException {
        int hash = link.indexOf('#');
        String file = hash < 0 ? link : link.substring(0, hash);
        Path target = file.isEmpty() ? page : page.resolveSibling(file).normalize();
        if (!Files.exists(target)) {
            return false;
        }
        return hash < 0 || anchors(target).contains(link.substring(hash + 1));
    }

    /** As code hosts make them: lower case, without punctuation, hyphens for spaces. */
    private static Set<String> anchors(Path page) throws IOException {
        return HEADING.matcher(FENCE.matcher(Files.readString(page)).replaceAll(""))
                .results()
                .map(heading -> heading.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }
}
