package io.atflux.internal.resync;

import io.atflux.line.AtLine;
import java.util.ArrayList;
import java.util.List;

/**
 * A command line with an answer that no other command gives, and that answer. Immutable.
 *
 * <p>{@link Kind#READS} is a row of read commands in one line (V.250 5.2.1). {@link Kind#REGISTER} sets and reads a register
 * several times in one line (V.250 6.3.11). {@link Kind#READ} is a single read command, whose answer a copy of it can give as well.
 */
public final class Word {

    /** The kinds, strongest first. */
    public enum Kind {
        READS,
        REGISTER,
        READ
    }

    private final Kind kind;
    private final String line;
    private final List<String> answers;

    Word(Kind kind, String line, List<String> answers) {
        this.kind = kind;
        this.line = line;
        this.answers = List.copyOf(answers);
    }

    public Kind kind() {
        return kind;
    }

    /** The command line, without its CR. */
    public String line() {
        return line;
    }

    /** The names or numbers that its information lines must carry, complete and in this order. */
    List<String> answers() {
        return answers;
    }

    /** The relevant part of the lines between two final results, in the form of {@link #answers()}. */
    List<String> relevant(List<AtLine> lines) {
        List<String> found = new ArrayList<>(lines.size());
        for (AtLine line : lines) {
            if (kind == Kind.REGISTER) {
                if (isNumber(line)) {
                    found.add(number(line));
                }
            } else if (!line.name().isEmpty()) {
                found.add(name(line));
            }
        }
        return found;
    }

    /** A single read's line must stand alone: any other line shows that the final result ends another answer. */
    boolean isAnsweredBy(List<AtLine> lines) {
        return relevant(lines).equals(answers) && (kind != Kind.READ || lines.size() == 1);
    }

    /** Whether this word's answer may begin with these lines. */
    boolean beginsWith(List<String> seen) {
        return seen.size() < answers.size() && answers.subList(0, seen.size()).equals(seen);
    }

    static String name(AtLine line) {
        return line.name().toUpperCase(java.util.Locale.ROOT);
    }

    /** Up to three digits: the content of a register. */
    static boolean isNumber(AtLine line) {
        String text = line.text().strip();
        return !text.isEmpty() && text.length() <= 3 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static String number(AtLine line) {
        return Integer.toString(Integer.parseInt(line.text().strip()));
    }

    @Override
    public String toString() {
        return line;
    }
}
