package io.atflux.mqtt;

import io.atflux.error.AtUsageException;
import io.atflux.internal.text.Utf8;

/**
 * A topic filter with its wildcards (MQTT 3.1.1, 4.7): {@code +} stands for one level, {@code #} at the end for any number
 * of them, and neither matches a first level that begins with {@code $}.
 */
public final class TopicFilter {

    private static final String SHARED = "$share/";

    private final String text;
    private final String matched;
    private final boolean wild;

    private TopicFilter(String text, String matched) {
        this.text = text;
        this.matched = matched;
        this.wild = matched.indexOf('+') >= 0 || matched.indexOf('#') >= 0;
    }

    /**
     * Checks a filter's form. Length limits depend on the module, and are checked by its commands.
     *
     * @throws AtUsageException if it is empty, holds NUL or half of a surrogate pair, or has a wildcard that is not a whole level
     */
    public static TopicFilter of(String text) {
        Utf8.bytes("SUBSCRIBE", "topic filter", text);
        String matched = text;
        if (text.startsWith(SHARED)) {
            int slash = text.indexOf('/', SHARED.length());
            matched = slash < 0 ? "" : text.substring(slash + 1);
        }
        if (matched.isEmpty() || text.indexOf(0) >= 0) {
            throw new AtUsageException(
                    AtUsageException.Reason.TOPIC, "\"" + printable(text) + "\" is no topic filter", "SUBSCRIBE");
        }
        int from = 0;
        while (from <= matched.length()) {
            int end = endOfLevel(matched, from);
            String level = matched.substring(from, end);
            boolean wild = level.indexOf('+') >= 0 || level.indexOf('#') >= 0;
            boolean last = end == matched.length();
            if (wild && (level.length() > 1 || (level.equals("#") && !last))) {
                throw new AtUsageException(
                        AtUsageException.Reason.TOPIC,
                        "topic filter \"" + printable(text)
                                + "\": + and # stand for whole levels, # for the last one only",
                        "SUBSCRIBE");
            }
            from = end + 1;
        }
        return new TopicFilter(text, matched);
    }

    /** A message must not carry control bytes into a log. */
    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }

    private static int endOfLevel(String s, int from) {
        int slash = s.indexOf('/', from);
        return slash < 0 ? s.length() : slash;
    }

    /** Whether a message's topic fits. */
    public boolean matches(String topic) {
        if (!wild) {
            return topic.equals(matched);
        }
        if (topic.startsWith("$") && (matched.startsWith("+") || matched.startsWith("#"))) {
            return false;
        }
        int f = 0;
        int t = 0;
        while (true) {
            int fEnd = endOfLevel(matched, f);
            if (fEnd == f + 1 && matched.charAt(f) == '#') {
                return true;
            }
            int tEnd = endOfLevel(topic, t);
            boolean any = fEnd == f + 1 && matched.charAt(f) == '+';
            if (!any && (fEnd - f != tEnd - t || !matched.regionMatches(f, topic, t, fEnd - f))) {
                return false;
            }
            if (tEnd == topic.length()) {
                // "a/#" also matches "a" itself.
                return fEnd == matched.length() || matched.startsWith("/#", fEnd) && fEnd + 2 == matched.length();
            }
            if (fEnd == matched.length()) {
                return false;
            }
            f = fEnd + 1;
            t = tEnd + 1;
        }
    }

    @Override
    public boolean equals(@org.jspecify.annotations.Nullable Object other) {
        return other instanceof TopicFilter f && text.equals(f.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** The filter as passed in. */
    @Override
    public String toString() {
        return text;
    }
}
