package io.atflux.samples.cli;

import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/**
 * Colours for a terminal. Each coloured text also has a sign, so that no information depends on colour alone.
 * Immutable.
 */
public final class Palette {

    /** No colours, for files, pipes, and users who disable colours. */
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

    /**
     * The palette for a stream of the program: colours if the stream is a terminal, the terminal is not a dumb one, and
     * {@code NO_COLOR} is not set.
     */
    public static Palette of(PrintStream stream) {
        return new Palette(Terminal.is(stream) && isWanted(System.getenv("NO_COLOR"), System.getenv("TERM")));
    }

    /** <a href="https://no-color.org">no-color.org</a>: any non-empty value disables colours. */
    static boolean isWanted(@Nullable String noColor, @Nullable String term) {
        return (noColor == null || noColor.isEmpty()) && term != null && !term.equals("dumb");
    }

    /** Colours in any case, for tests of the output. */
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
