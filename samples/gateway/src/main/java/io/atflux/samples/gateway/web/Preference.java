package io.atflux.samples.gateway.web;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The header {@code Prefer} (RFC 7240), as far as it is about waiting. Other preferences are ignored. */
final class Preference {

    private static final Pattern WAIT = Pattern.compile("(?:^|[,;\\s])wait=(\\d{1,4})(?:$|[,;\\s])");
    private static final Duration USUAL = Duration.ofSeconds(5);
    private static final long MOST = 60;

    private Preference() {}

    static Duration patience(String header) {
        if (header.contains("respond-async") && !header.contains("wait=")) {
            return Duration.ZERO;
        }
        Matcher wait = WAIT.matcher(header);
        return wait.find() ? Duration.ofSeconds(Math.min(MOST, Long.parseLong(wait.group(1)))) : USUAL;
    }
}
