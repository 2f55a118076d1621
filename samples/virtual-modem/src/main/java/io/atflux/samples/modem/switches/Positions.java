package io.atflux.samples.modem.switches;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The possible positions of a switch. */
public sealed interface Positions {

    /** Whether the value is a position. */
    boolean allow(String value);

    /** The named positions; a number or a free text has none. */
    default List<String> named() {
        return List.of();
    }

    /** The positions in words, for a list of switches. */
    String describe();

    /** A fixed set of words. */
    record Choice(List<String> words) implements Positions {

        static Choice of(String... words) {
            return new Choice(List.of(words));
        }

        @Override
        public boolean allow(String value) {
            return words.contains(value);
        }

        @Override
        public List<String> named() {
            return words;
        }

        @Override
        public String describe() {
            return String.join("|", words);
        }
    }

    /** A whole number. */
    record Range(long min, long max) implements Positions {

        @Override
        public boolean allow(String value) {
            return value.matches("\\d{1,10}") && Long.parseLong(value) >= min && Long.parseLong(value) <= max;
        }

        @Override
        public String describe() {
            return min + ".." + max;
        }
    }

    /** Milliseconds, or {@code auto}: the value that the switch {@code timing} implies. */
    record Millis(long real) implements Positions {

        @Override
        public boolean allow(String value) {
            return value.equals(Switches.AUTO) || value.matches("\\d{1,9}");
        }

        @Override
        public String describe() {
            return "auto|<milliseconds>";
        }
    }

    /** The outcome of an operation: the natural one, or a forced one permanently or {@code :n} times. */
    record Outcome(String natural, List<String> forced) implements Positions {

        @Override
        public boolean allow(String value) {
            return value.equals(natural)
                    || forced.stream()
                            .anyMatch(word -> value.equals(word)
                                    || value.startsWith(word + ":")
                                            && value.substring(word.length() + 1)
                                                    .matches("\\d{1,6}"));
        }

        @Override
        public List<String> named() {
            return Stream.concat(Stream.of(natural), forced.stream()).toList();
        }

        @Override
        public String describe() {
            return natural + forced.stream().map(word -> "|" + word + "[:n]").collect(Collectors.joining());
        }
    }

    /** Free text of a given form. */
    record Pattern(String syntax, String regex) implements Positions {

        @Override
        public boolean allow(String value) {
            return value.matches(regex);
        }

        @Override
        public String describe() {
            return syntax;
        }
    }
}
