package io.atflux.samples.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The Java of the README and of all pages of docs/. */
public final class Snippets {

    private static final Pattern FENCE = Pattern.compile("(?ms)^```java\n(.*?)^```");

    private Snippets() {}

    /** Of all pages. */
    static List<Snippet> all() throws IOException {
        List<Snippet> all = new ArrayList<>();
        for (Path page : Pages.all()) {
            all.addAll(of(page));
        }
        return all;
    }

    /** Those that show a user how to begin: of the README and of docs/using.md. */
    public static List<Snippet> toBeginWith() throws IOException {
        List<Snippet> all = new ArrayList<>(of(Pages.ROOT.resolve("README.md")));
        all.addAll(of(Pages.DOCS.resolve("using.md")));
        return all;
    }

    /** The one under a heading of a page. */
    static Snippet under(String page, String heading) throws IOException {
        String text = Pages.text(page);
        int from = text.indexOf("\n" + heading + "\n");
        int line = (int) text.substring(0, from).lines().count();
        return of(Pages.DOCS.resolve(page)).stream()
                .filter(one -> one.line() > line)
                .findFirst()
                .orElseThrow();
    }

    static List<Snippet> of(Path page) throws IOException {
        String text = Files.readString(page);
        Matcher found = FENCE.matcher(text);
        List<Snippet> snippets = new ArrayList<>();
        while (found.find()) {
            int line = (int) text.substring(0, found.start(1)).lines().count() + 1;
            snippets.add(new Snippet(page.getFileName().toString(), line, found.group(1)));
        }
        return snippets;
    }
}
