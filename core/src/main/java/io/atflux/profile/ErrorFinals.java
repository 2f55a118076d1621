package io.atflux.profile;

import io.atflux.command.FinalResult;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The lines, other than {@code ERROR}, that end a command as an error. Immutable.
 *
 * @param whole whole lines
 * @param numbered beginnings that a number follows
 * @param longest the length of the longest whole line, in characters: a longer line needs no hash
 */
record ErrorFinals(Set<String> whole, Set<String> numbered, int longest) {

    static final ErrorFinals NONE = of(Set.of(), Set.of());

    private static ErrorFinals of(Set<String> whole, Set<String> numbered) {
        int longest = whole.stream().mapToInt(String::length).max().orElse(0);
        return new ErrorFinals(Set.copyOf(whole), Set.copyOf(numbered), longest);
    }

    ErrorFinals with(String text) {
        if (text.isBlank() || text.equals("OK")) {
            throw new IllegalArgumentException(
                    text.isBlank() ? "a blank line ends no command" : "OK ends a command well, so it is no error");
        }
        return adding(of(Set.of(text), Set.of()));
    }

    ErrorFinals withNumber(String beginning) {
        if (beginning.isBlank()) {
            throw new IllegalArgumentException("a number alone is no final result by profile");
        }
        return adding(of(Set.of(), Set.of(beginning)));
    }

    ErrorFinals adding(ErrorFinals other) {
        Set<String> all = new TreeSet<>(whole);
        all.addAll(other.whole);
        Set<String> beginnings = new TreeSet<>(numbered);
        beginnings.addAll(other.numbered);
        return of(all, beginnings);
    }

    /** @return null if the line is none of them */
    @Nullable
    FinalResult parse(String text, ErrorTable errors) {
        if (text.length() <= longest && whole.contains(text)) {
            return new FinalResult.Error(text);
        }
        return numbered.isEmpty() ? null : NumberedFinals.parse(text, numbered, errors);
    }
}
