package io.atflux.samples.docs;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One piece of Java of a page, as its text has it: a whole source file, or imports and the statements of one method, as jshell takes them.
 *
 * @param page its file's name
 * @param line the first line of its text on the page, from 1
 */
public record Snippet(String page, int line, String text) {

    private static final Pattern TYPE =
            Pattern.compile("(?m)^(?:public |final |abstract )*(?:class|interface|record|enum) (\\w+)");

    /** Whether it needs the test kit. */
    public boolean isTest() {
        return text.contains("import io.atflux.test.");
    }

    /** With another text in the place of one that it has. */
    Snippet with(String part, String other) {
        if (!text.contains(part)) {
            throw new IllegalArgumentException(this + " has no " + part);
        }
        return new Snippet(page, line, text.replace(part, other));
    }

    /** Its own type's name, or one made of the page and the line. */
    public String type() {
        Matcher declared = TYPE.matcher(text);
        return declared.find() ? declared.group(1) : page.replaceAll("\\W", "_") + "_" + line;
    }

    private boolean isWhole() {
        return TYPE.matcher(text).find();
    }

    /** A source file; statements become its method {@code run()}. */
    public String source(String inPackage) {
        String head = "package " + inPackage + ";\n";
        if (isWhole()) {
            return head + text;
        }
        return head
                + text.lines().filter(Snippet::isImport).collect(Collectors.joining("\n"))
                + "\npublic final class " + type() + " {\n  public static void run() throws Exception {\n"
                + text.lines().filter(one -> !isImport(one)).collect(Collectors.joining("\n"))
                + "\n  }\n}\n";
    }

    private static boolean isImport(String line) {
        return line.startsWith("import ");
    }

    @Override
    public String toString() {
        return page + ":" + line;
    }
}
