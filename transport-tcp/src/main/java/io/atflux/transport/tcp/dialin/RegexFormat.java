package io.atflux.transport.tcp.dialin;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A regular expression over the bytes as ISO-8859-1, for one connection. Every character access of the expression is counted: one
 * that backtracks without end is stopped.
 */
final class RegexFormat implements PacketFormat {

    /** For a whole connection; tens of milliseconds at the worst. */
    static final int MOST_STEPS = 2_000_000;

    private final Pattern pattern;
    private int steps;

    RegexFormat(Pattern pattern) {
        this.pattern = pattern;
    }

    @Override
    public PacketMatch match(byte[] bytes, int length) {
        Matcher matcher = pattern.matcher(new Counted(new String(bytes, 0, length, StandardCharsets.ISO_8859_1)));
        try {
            if (matcher.lookingAt()) {
                String id = DeviceId.decoded(id(matcher));
                return matcher.hitEnd()
                        ? new PacketMatch.Perhaps(id, matcher.end())
                        : new PacketMatch.Found(id, matcher.end());
            }
            return matcher.hitEnd()
                    ? new PacketMatch.More()
                    : new PacketMatch.Never("it does not begin with what the expression describes");
        } catch (TooManySteps | StackOverflowError endless) {
            return new PacketMatch.Never("the expression takes too long on it: it backtracks without end");
        }
    }

    /** The group named id, or else the first, or else the whole match. */
    private static String id(Matcher matcher) {
        String id;
        try {
            id = matcher.group("id");
        } catch (IllegalArgumentException unnamed) {
            id = matcher.group(matcher.groupCount() > 0 ? 1 : 0);
        }
        return id == null ? "" : id;
    }

    private final class Counted implements CharSequence {
        private final String text;

        Counted(String text) {
            this.text = text;
        }

        @Override
        public char charAt(int index) {
            if (++steps > MOST_STEPS) {
                throw new TooManySteps();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    private static final class TooManySteps extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooManySteps() {
            super(null, null, false, false);
        }
    }
}
