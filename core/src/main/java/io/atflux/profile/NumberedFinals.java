package io.atflux.profile;

import io.atflux.command.FinalResult;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Final results that some vendors print with a vendor-specific beginning and a number: {@code +CME: ERROR 3}. */
final class NumberedFinals {

    private static final int MOST_DIGITS = 6;

    private NumberedFinals() {}

    /** @return null if the line is none of them */
    static @Nullable FinalResult parse(String line, Set<String> beginnings, ErrorTable errors) {
        for (String beginning : beginnings) {
            if (line.startsWith(beginning)) {
                String digits = digits(line.substring(beginning.length()));
                if (isNumber(digits)) {
                    return result(line, beginning, digits, errors);
                }
            }
        }
        return null;
    }

    /** The digits follow blanks and one colon. */
    private static String digits(String rest) {
        String text = rest.strip();
        return text.startsWith(":") ? text.substring(1).strip() : text;
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.length() <= MOST_DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static FinalResult result(String line, String beginning, String digits, ErrorTable errors) {
        return switch (ErrorTable.key(beginning)) {
            case "cmeerror" -> errors.cme(digits);
            case "cmserror" -> errors.cms(digits);
            default -> new FinalResult.Error(line);
        };
    }
}
