package io.atflux.samples.cli;

import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/** Colours for a terminal. Everything keeps its sign too: colour alone says nothing. Immutable. */
public final class Palette {

    /** For files, pipes, and people who want none. */
    public static final Palette NONE = new Palette(false);

    private static final String RESET = "\u001b[0m";
    private static final String BOLD = "\u001b[1m";
    private static final String RED = "\u001b[31m";
    private static final String GREEN = "\u001b[32m";
    private static final String CYAN = "\u001b[36m";

    private final boolean colours;

    private Palette(boolean colours) {
        this.colours = colours;
    }

    /** For a stream of the program: colours if it is a terminal, it is not a dumb one, and {@code NO_COLOR} is not set. */
    public static Palette of(PrintStream stream) {
        return new Palette(Terminal.is(stream) && isWanted(System.getenv("NO_COLOR"), System.getenv("TERM")));
    }

    /** <a href="https://no-color.org">no-color.org</a>: any text but an empty one. */
    static boolean isWanted(@Nullable String noColor, @Nullable String term) {
        return (noColor == null || noColor.isEmpty()) && term != null && !term.equals("dumb");
    }

    /** For tests of what is printed. */
    static Palette coloured() {
        return new Palette(true);
    }

    public String sent(String text) {
        return in(BOLD, text);
    }

    public String good(String text) {
        return in(GREEN, text);
    }

    public String bad(String text) {
        return in(RED, text);
    }

    public String notice(String text) {
        return in(CYAN, text);
    }

    private String in(String colour, String text) {
        return colours && !text.isEmpty() ? colour + text + RESET : text;
    }
}
