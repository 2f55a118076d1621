package io.atflux.line;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.line.Parameters.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Compares Parameters with the simplest implementation of the rule: character by character, a text for each. */
class ParametersReferenceTest {

    private static final String ALPHABET = ",,,\"\"()  \tab10-+.";

    private static List<String> reference(String text, int from) {
        List<String> all = new ArrayList<>();
        String rest = text.substring(from);
        if (rest.chars().allMatch(c -> c == ' ' || c == '\t')) {
            return all;
        }
        StringBuilder one = new StringBuilder();
        boolean quoted = false;
        int depth = 0;
        for (char c : rest.toCharArray()) {
            if (c == ',' && !quoted && depth <= 0) {
                all.add(one.toString().strip());
                one.setLength(0);
                depth = 0;
                continue;
            }
            quoted ^= c == '"';
            depth += quoted ? 0 : c == '(' ? 1 : c == ')' ? -1 : 0;
            one.append(c);
        }
        all.add(one.toString().strip());
        return all;
    }

    private static Kind kind(String raw) {
        if (raw.isEmpty()) {
            return Kind.EMPTY;
        }
        if (raw.startsWith("\"")) {
            return Kind.STRING;
        }
        return raw.matches("[-+]?[0-9]+") ? Kind.NUMBER : Kind.WORD;
    }

    private static String value(String raw) {
        if (!raw.startsWith("\"")) {
            return raw;
        }
        return raw.length() > 1 && raw.endsWith("\"") ? raw.substring(1, raw.length() - 1) : raw.substring(1);
    }

    @Test
    void everyTextIsReadAsTheRuleSays() {
        Random random = new Random(1);
        int longest = 0;
        for (int n = 0; n < 100_000; n++) {
            StringBuilder made = new StringBuilder();
            for (int length = random.nextInt(n % 50 == 0 ? 120 : 16); length > 0; length--) {
                made.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
            }
            String text = made.toString();
            int from = text.isEmpty() ? 0 : random.nextInt(text.length());
            Parameters read = Parameters.parse(text, from);
            List<String> expected = reference(text, from);
            longest = Math.max(longest, expected.size());

            assertThat(read.size()).as("%s from %d", text, from).isEqualTo(expected.size());
            for (int i = 0; i < expected.size(); i++) {
                assertThat(read.kind(i)).as("%s from %d, %d", text, from, i).isEqualTo(kind(expected.get(i)));
                assertThat(read.text(i)).as("%s from %d, %d", text, from, i).isEqualTo(value(expected.get(i)));
            }
        }
        assertThat(longest).isGreaterThan(16);
    }
}
