package io.atflux.transport;

import io.atflux.error.AtUsageException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 500ms}, {@code 2s}, {@code 1.5s}, {@code 3m}, {@code 1h}; and as messages show them. */
public final class Durations {

    private static final Pattern FORM = Pattern.compile("(\\d{1,9})(?:\\.(\\d{1,3}))?(ms|s|m|h)");

    private Durations() {}

    /**
     * Reads a duration; its resolution is the millisecond.
     *
     * @throws AtUsageException for anything else; a number without its unit is refused rather than guessed
     */
    public static Duration parse(String text) {
        Matcher m = FORM.matcher(text.strip());
        if (!m.matches()) {
            throw new AtUsageException("'" + text + "' is no duration such as 500ms, 2s, 3m or 1h", null);
        }
        long unit =
                switch (m.group(3)) {
                    case "ms" -> 1;
                    case "s" -> 1000;
                    case "m" -> 60_000;
                    default -> 3_600_000;
                };
        long millis = Long.parseLong(m.group(1)) * unit;
        String fraction = m.group(2);
        if (fraction != null) {
            millis += Long.parseLong((fraction + "00").substring(0, 3)) * unit / 1000;
        }
        return Duration.ofMillis(millis);
    }

    /** For messages: {@code 2 s}, {@code 300 ms}. Its resolution is the millisecond. */
    public static String text(Duration limit) {
        return limit.toMillis() % 1000 == 0 ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
    }
}
