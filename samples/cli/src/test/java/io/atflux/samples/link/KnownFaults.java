package io.atflux.samples.link;

import java.util.List;
import java.util.regex.Pattern;

/** Faults that the simulation has found and that are not mended yet: each is passed over, so that it hides no other one. To be emptied. */
final class KnownFaults {

    /** To look behind more: {@code -Datflux.link.known=REGEX}. */
    private static final String MORE = System.getProperty("atflux.link.known", "(?!)");

    private static final List<Pattern> ALL = List.of(
            Pattern.compile(MORE),
            // A line that falls silent within a publish and the check after it: the broker is named.
            Pattern.compile("CONNECTION_BROKEN \\(2 requests were not answered by the broker\\)"),
            // A link that lost count of its own client opens another one under the same identity.
            Pattern.compile("TAKEN_OVER \\(the connection broke within 60 s .* another MQTT client of this module"));

    private KnownFaults() {}

    static boolean isOne(String violation) {
        return ALL.stream().anyMatch(pattern -> pattern.matcher(violation).find());
    }
}
