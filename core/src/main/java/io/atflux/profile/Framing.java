package io.atflux.profile;

import io.atflux.command.CountedAnswer;
import io.atflux.line.AtLine;
import io.atflux.line.LineShape;
import io.atflux.line.TextShape;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The framing of a module's lines, as part of its profile: their line ends, and which lines carry text, come without a lead, or
 * announce a restart. Immutable; {@link #mutate()} gives a builder that starts from it.
 */
public final class Framing {

    /** No declarations: the line ends are learned, and no line carries text. */
    public static final Framing NONE = new Builder().build();

    private record Text(LineShape header, TextShape shape) {

        /** The name of the lines that the header may fit, if it has one. */
        String key() {
            String name = header.name();
            int colon = name.indexOf(':');
            return AtProfile.key(colon < 0 ? name : name.substring(0, colon));
        }

        boolean isNameless() {
            return header.name().isEmpty();
        }
    }

    private final @Nullable String lineEnd;
    private final List<Text> texts;
    /** The texts whose headers may fit a line of a name. Looked up for each line. */
    private final Map<String, List<Text>> named;

    /** The texts whose headers may fit a line of any other name. */
    private final List<Text> nameless;

    private final List<LineShape> leadless;
    private final List<LineShape> restarts;
    private final List<CountedAnswer> counted;
    private final Duration gap;

    private Framing(Builder b) {
        lineEnd = b.lineEnd;
        texts = List.copyOf(b.texts);
        nameless = texts.stream().filter(Text::isNameless).toList();
        named = new HashMap<>();
        texts.forEach(text -> named.computeIfAbsent(text.key(), this::ofName));
        leadless = List.copyOf(b.leadless);
        restarts = List.copyOf(b.restarts);
        counted = List.copyOf(b.counted);
        gap = b.gap;
    }

    /** A builder with these rules. */
    public Builder mutate() {
        Builder b = new Builder();
        b.lineEnd = lineEnd;
        b.texts.addAll(texts);
        b.leadless.addAll(leadless);
        b.restarts.addAll(restarts);
        b.counted.addAll(counted);
        b.gap = gap;
        return b;
    }

    /** The line end before and after each line of the module; null if it is to be learned. */
    public @Nullable String lineEnd() {
        return lineEnd;
    }

    /** The text that a line carries; null for none. */
    public @Nullable TextShape textOf(AtLine line) {
        String name = line.name();
        List<Text> some = name.isEmpty() ? texts : named.getOrDefault(AtProfile.key(name), nameless);
        for (int i = 0; i < some.size(); i++) {
            if (some.get(i).header().matches(line)) {
                return some.get(i).shape();
            }
        }
        return null;
    }

    private List<Text> ofName(String name) {
        return texts.stream()
                .filter(text -> text.isNameless() || text.key().equals(name))
                .toList();
    }

    /** Whether the line is output of the module although it has no lead. */
    public boolean isLeadless(AtLine line) {
        return fits(leadless, line);
    }

    /** Whether the line means that the module was restarted. */
    public boolean isRestart(AtLine line) {
        return fits(restarts, line);
    }

    private static boolean fits(List<LineShape> shapes, AtLine line) {
        for (int i = 0; i < shapes.size(); i++) {
            if (shapes.get(i).matches(line)) {
                return true;
            }
        }
        return false;
    }

    /** Result codes that carry bytes and announce their number. */
    public List<CountedAnswer> counted() {
        return counted;
    }

    /** The longest pause within one text; zero if no text has line ends. The line's own delays are added. */
    public Duration gap() {
        return gap;
    }

    /** Collects the rules. */
    public static final class Builder {

        private @Nullable String lineEnd;
        private final List<Text> texts = new ArrayList<>();
        private final List<LineShape> leadless = new ArrayList<>();
        private final List<LineShape> restarts = new ArrayList<>();
        private final List<CountedAnswer> counted = new ArrayList<>();
        private Duration gap = Duration.ofMillis(50);

        private Builder() {}

        /**
         * Declares that each line has this line end before and after it, except for the later lines of an answer. If two lines
         * show another form, that form applies, and {@link io.atflux.SessionEvent.OtherLineEnds} reports it.
         *
         * @throws IllegalArgumentException for an empty line end, or other characters than CR and LF
         */
        public Builder lineEnd(String end) {
            if (end.isEmpty() || !end.chars().allMatch(c -> c == '\r' || c == '\n')) {
                throw new IllegalArgumentException("a line end is made of CR and LF");
            }
            lineEnd = end;
            return this;
        }

        /** Declares lines that carry text. The first header that fits a line applies. */
        public Builder text(LineShape header, TextShape shape) {
            texts.add(new Text(header, shape));
            return this;
        }

        /** Declares lines that the module prints without a lead, so that they are not read as the continuation of a text. */
        public Builder leadless(LineShape... shapes) {
            leadless.addAll(List.of(shapes));
            return this;
        }

        /**
         * Declares lines that mean that the module was restarted. Such a line counts only with its own lead, outside of a text,
         * and after half a second without a byte.
         */
        public Builder restart(LineShape... shapes) {
            restarts.addAll(List.of(shapes));
            return this;
        }

        /**
         * Adds the declarations of another framing to those present: lines that carry text, lines without a lead, restarts and
         * counted result codes. The line end and the gap stay.
         */
        public Builder adding(Framing other) {
            addMissing(texts, other.texts);
            addMissing(leadless, other.leadless);
            addMissing(restarts, other.restarts);
            addMissing(counted, other.counted);
            return this;
        }

        /** Additions go first: the first that fits a line applies. */
        private static <T> void addMissing(List<T> own, List<T> other) {
            List<T> more = new ArrayList<>(other);
            more.removeAll(own);
            own.addAll(0, more);
        }

        /** Declares a result code whose bytes are read by the count that it announces. */
        public Builder counted(CountedAnswer code) {
            counted.add(code);
            return this;
        }

        /**
         * The longest pause within one text. Default 50 ms.
         *
         * @throws IllegalArgumentException for a negative time, or more than a minute
         */
        public Builder gap(Duration silence) {
            if (silence.isNegative() || silence.compareTo(Duration.ofMinutes(1)) > 0) {
                throw new IllegalArgumentException("text gap " + silence + " is not within 0 to 1 min");
            }
            gap = silence;
            return this;
        }

        public Framing build() {
            return new Framing(this);
        }
    }
}
