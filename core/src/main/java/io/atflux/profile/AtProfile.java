package io.atflux.profile;

import io.atflux.command.CommandText;
import io.atflux.command.FinalResult;
import io.atflux.internal.text.Asterisks;
import io.atflux.internal.time.Durations;
import io.atflux.line.LineShape;
import io.atflux.urc.UrcType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The output of one vendor's module, as data: its unsolicited result codes, the answers that could be mistaken for them, its
 * error table, its deviations from the standard. Immutable; {@link #mutate()} gives a builder that starts from it.
 */
public final class AtProfile {

    /** An answer that shares its name with a result code. Immutable. */
    public static final class Answer {

        private final LineShape shape;
        private final int mostLines;

        private Answer(LineShape shape, int mostLines) {
            this.shape = shape;
            this.mostLines = mostLines;
        }

        /** The shape of the answer. */
        public LineShape shape() {
            return shape;
        }

        /** The number of lines that answer one command, at most. */
        public int mostLines() {
            return mostLines;
        }
    }

    private final String name;
    /** Never changed after construction. It is looked up for each line, and a HashMap is faster at that than an immutable Map. */
    private final Map<String, List<UrcType<?>>> urcs;

    private final Map<String, Answer> answers;
    private final ErrorTable errors;
    private final ErrorFinals errorFinals;
    private final Set<Integer> neverRetryOn;
    private final Set<Integer> neverRetryOnRepeated;
    private final List<String> probes;
    private final Map<String, int[]> secrets;
    private final Set<String> textPrompts;
    private final Duration dataEntryIdle;
    private final StringRule strings;
    private final @Nullable String verboseErrors;
    private final int maxCommandLength;
    private final boolean probesByRegister;
    private final Duration longestSilence;
    private final Overtaken overtaken;
    private final Framing framing;
    private final Duration sleepsAfter;

    private AtProfile(Builder b) {
        name = b.name;
        urcs = deepCopy(b.urcs);
        answers = Map.copyOf(b.answers);
        errors = b.errors;
        errorFinals = b.errorFinals;
        neverRetryOn = Set.copyOf(b.neverRetryOn);
        neverRetryOnRepeated = Set.copyOf(b.neverRetryOnRepeated);
        probes = List.copyOf(b.probes);
        secrets = Map.copyOf(b.secrets);
        textPrompts = Set.copyOf(b.textPrompts);
        dataEntryIdle = b.dataEntryIdle;
        strings = b.strings;
        verboseErrors = b.verboseErrors;
        maxCommandLength = b.maxCommandLength;
        probesByRegister = b.probesByRegister;
        longestSilence = b.longestSilence;
        overtaken = b.overtaken;
        framing = b.framing;
        sleepsAfter = b.sleepsAfter;
    }

    private static Map<String, List<UrcType<?>>> deepCopy(Map<String, List<UrcType<?>>> from) {
        Map<String, List<UrcType<?>>> copy = new HashMap<>();
        from.forEach((key, list) -> copy.put(key, List.copyOf(list)));
        return copy;
    }

    /** An empty profile, without even the standard's result codes: {@link Profiles#generic()} has those. */
    public static Builder builder(String name) {
        return new Builder(name);
    }

    /** A builder with the values of this profile. */
    public Builder mutate() {
        Builder b = new Builder(name);
        urcs.forEach((key, list) -> b.urcs.put(key, new ArrayList<>(list)));
        b.answers.putAll(answers);
        b.errors = errors;
        b.errorFinals = errorFinals;
        b.neverRetryOn.addAll(neverRetryOn);
        b.neverRetryOnRepeated.addAll(neverRetryOnRepeated);
        b.probes.addAll(probes);
        b.secrets.putAll(secrets);
        b.textPrompts.addAll(textPrompts);
        b.dataEntryIdle = dataEntryIdle;
        b.strings = strings;
        b.verboseErrors = verboseErrors;
        b.maxCommandLength = maxCommandLength;
        b.probesByRegister = probesByRegister;
        b.longestSilence = longestSilence;
        b.overtaken = overtaken;
        b.framing = framing;
        b.sleepsAfter = sleepsAfter;
        return b;
    }

    /** The profile's name, for people. */
    public String name() {
        return name;
    }

    /** The types of result codes with a name, {@code +CREG}, or a banner's whole text; empty if it is none. */
    public List<UrcType<?>> urcs(String nameOrText) {
        return urcs.getOrDefault(key(nameOrText), List.of());
    }

    /** The answer that shares a result code's name; null if the name has no such double meaning. */
    public @Nullable Answer answer(String answerName) {
        return answers.get(key(answerName));
    }

    /** The error numbers and their texts. */
    public ErrorTable errors() {
        return errors;
    }

    /**
     * The final result for a line, other than {@code ERROR}, that ends a command as an error: {@code COMMAND NOT SUPPORT}; null
     * for any other line.
     */
    public @Nullable FinalResult errorFinal(String text) {
        return errorFinals.parse(text, errors);
    }

    /** Error numbers that a re-send cannot change: one of them ends the rule of any command. */
    public Set<Integer> neverRetryOn() {
        return neverRetryOn;
    }

    /** Error numbers that a damaged byte can cause as well: they end a rule if two attempts in a row got the same one. */
    public Set<Integer> neverRetryOnRepeated() {
        return neverRetryOnRepeated;
    }

    /**
     * Read commands that are answered by one line of their own name, which no result code has. Rows of them, drawn at random and
     * written as one command line (V.250 5.2.1), prove that session and modem are in step. Those that a modem refuses are left
     * out. Three of up to 6 characters after {@code AT} make a row that is long enough.
     */
    public List<String> probes() {
        return probes;
    }

    /**
     * Whether a modem that accepts no row of read commands is probed by register S8 (V.250 6.3.11). The register is set and read
     * in one line, and restored to its default of 2.
     */
    public boolean probesByRegister() {
        return probesByRegister;
    }

    /**
     * The longest time for which a command keeps the modem silent. After a silence of this length, plus the latency allowance and
     * 1 s, a session that cannot be proved in step presumes that it is. Unsolicited result codes of the catalogue do not break
     * the silence. If other input breaks it again and again, the session ends after three times as long, and waiting commands are
     * NOT_SENT.
     */
    public Duration longestSilence() {
        return longestSilence;
    }

    /**
     * How long this command line may run while the modem already answers later ones. During that time no probe can prove a
     * session in step, so the session waits for the reply that is owed; zero if the command excludes others as usual.
     */
    public Duration overtakenFor(CommandText text) {
        return overtaken == Overtaken.NONE ? Duration.ZERO : overtaken.in(key(text.wire()));
    }

    /** The indexes of a command's secret parameters, by answer name ({@code +MQTTUSER}); empty for none. */
    public int[] secretParameters(String answerName) {
        int[] indexes = secrets.get(key(answerName));
        return indexes == null ? new int[0] : indexes.clone();
    }

    /** The same line, with the parameters declared secret that this profile knows to be secret. */
    public CommandText masked(CommandText text) {
        List<String> secret = Secrets.in(text.wire(), secrets);
        return secret.isEmpty() ? text : text.withSecrets(secret);
    }

    /** A line for people, whether or not it can be written. */
    public String masked(String line) {
        return Asterisks.hide(line, Secrets.in(line, secrets));
    }

    /** Whether the command's prompt takes text up to Ctrl-Z instead of a counted payload. */
    public boolean promptsForText(String answerName) {
        return textPrompts.contains(key(answerName));
    }

    /** How long the module waits for more data after a prompt before it gives up. */
    public Duration dataEntryIdle() {
        return dataEntryIdle;
    }

    /**
     * The command that makes the module give reasons with its errors (27.007 9.1). Sent before the re-send of a command that got
     * a bare ERROR, if it has not been accepted yet; null for never.
     */
    public @Nullable String verboseErrors() {
        return verboseErrors;
    }

    /** The encoding of strings in parameters. */
    public StringRule strings() {
        return strings;
    }

    /** The longest command line that the module's buffer takes, bytes without CR. */
    public int maxCommandLength() {
        return maxCommandLength;
    }

    /** The framing of the module's lines. */
    public Framing framing() {
        return framing;
    }

    /** The idle time after which the module may be asleep and lose the first byte; zero for never. */
    public Duration sleepsAfter() {
        return sleepsAfter;
    }

    static String key(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c > '~' || (c >= 'a' && c <= 'z')) {
                return name.toUpperCase(Locale.ROOT);
            }
        }
        // The usual case.
        return name;
    }

    @Override
    public String toString() {
        return name;
    }

    /** Collects a profile. */
    public static final class Builder {

        private String name;
        private final Map<String, List<UrcType<?>>> urcs = new HashMap<>();
        private final Map<String, Answer> answers = new HashMap<>();
        private ErrorTable errors = ErrorTable.EMPTY;
        private ErrorFinals errorFinals = ErrorFinals.NONE;
        private final Set<Integer> neverRetryOn = new TreeSet<>();
        private final Set<Integer> neverRetryOnRepeated = new TreeSet<>();
        private final List<String> probes = new ArrayList<>();
        private final Map<String, int[]> secrets = new TreeMap<>();
        private final Set<String> textPrompts = new TreeSet<>();
        private Duration dataEntryIdle = Duration.ofSeconds(30);
        private StringRule strings = StringRule.REFUSE;
        private @Nullable String verboseErrors;
        private int maxCommandLength = 12_288;
        private boolean probesByRegister;
        private Duration longestSilence = Duration.ofSeconds(210);
        private Overtaken overtaken = Overtaken.NONE;
        private Framing framing = Framing.NONE;
        private Duration sleepsAfter = Duration.ZERO;

        private Builder(String name) {
            this.name = name;
        }

        /** The profile's name, for people. */
        public Builder name(String other) {
            name = other;
            return this;
        }

        /**
         * Adds the declarations of another profile to those present: result codes, before those of the same name, answers, final
         * results, errors that are never retried, secret parameters, commands that prompt for text, commands that later ones
         * overtake, and the declarations of its {@link Framing.Builder#adding framing}. Probes, strings, limits, error tables and
         * line ends stay.
         */
        public Builder adding(AtProfile other) {
            other.urcs.forEach((key, types) -> {
                List<UrcType<?>> own = urcs.computeIfAbsent(key, k -> new ArrayList<>());
                List<UrcType<?>> more = new ArrayList<>(types);
                more.removeAll(own);
                own.addAll(0, more);
            });
            other.answers.forEach(answers::putIfAbsent);
            errorFinals = errorFinals.adding(other.errorFinals);
            neverRetryOn.addAll(other.neverRetryOn);
            neverRetryOnRepeated.addAll(other.neverRetryOnRepeated);
            other.secrets.forEach(secrets::putIfAbsent);
            textPrompts.addAll(other.textPrompts);
            overtaken = overtaken.adding(other.overtaken);
            framing = framing.mutate().adding(other.framing).build();
            return this;
        }

        /** Adds a result code. A line is classified by the first type of its name whose shape it fits. */
        public Builder urc(UrcType<?> type) {
            urcs.computeIfAbsent(key(type.shape().name()), k -> new ArrayList<>())
                    .add(type);
            return this;
        }

        /**
         * Adds an answer that shares its name with a result code.
         *
         * @param shape the shape that tells it from the result code
         * @param mostLines the number of lines that answer one command, at most
         */
        public Builder answer(LineShape shape, int mostLines) {
            answers.put(key(shape.name()), new Answer(shape, mostLines));
            return this;
        }

        /** Replaces the error numbers and their texts. */
        public Builder errors(ErrorTable table) {
            errors = table;
            return this;
        }

        /**
         * Adds a whole line that ends a command as an error: {@code COMMAND NOT SUPPORT}.
         *
         * @throws IllegalArgumentException for a blank line, and for {@code OK}
         */
        public Builder errorFinal(String text) {
            errorFinals = errorFinals.with(text);
            return this;
        }

        /**
         * Adds the beginning of lines that end a command as an error if it is followed by a number of up to 6 digits and nothing
         * else, with or without blanks and a colon between: {@code +CME ERROR}, {@code +CME: ERROR}, {@code MODEM ERROR}. If its
         * letters are those of {@code CME ERROR} or {@code CMS ERROR}, the number is one of that table; otherwise it is the
         * vendor's own, and only the text holds it. There is none by default, because such a line can also be received text.
         *
         * @throws IllegalArgumentException for an empty beginning
         */
        public Builder errorFinalWithNumber(String beginning) {
            errorFinals = errorFinals.withNumber(beginning);
            return this;
        }

        /** Error numbers that end the rule of any command at once. */
        public Builder neverRetryOn(Integer... codes) {
            neverRetryOn.addAll(List.of(codes));
            return this;
        }

        /** Error numbers that end the rule of any command if two attempts in a row got the same one. */
        public Builder neverRetryOnRepeated(Integer... codes) {
            neverRetryOnRepeated.addAll(List.of(codes));
            return this;
        }

        /**
         * Replaces the read commands from which probes are drawn. Each must be answered by one line of its own name in any state
         * of the module; four or more allow short rows. None: the session cannot be proved in step.
         *
         * @param readCommands {@code AT+CMEE?}
         */
        public Builder probes(String... readCommands) {
            probes.clear();
            probes.addAll(List.of(readCommands));
            return this;
        }

        /** Whether register S8 may serve as proof if no row of read commands does. Default: no. */
        public Builder probesByRegister(boolean register) {
            probesByRegister = register;
            return this;
        }

        /**
         * The longest time for which any command keeps the modem silent. Default 3 min 30 s.
         *
         * @throws IllegalArgumentException for a time of 0 or less
         */
        public Builder longestSilence(Duration silence) {
            longestSilence = Durations.positive("longest silence", silence);
            return this;
        }

        /**
         * Declares a command during which the modem answers later ones. A session waits for its owed reply until the limit has
         * passed since the write, because an answer to a probe would prove nothing before that. If several declarations fit, the
         * longest limit applies.
         *
         * @param command as written in the line, without AT and in any case: {@code +COPS=?}
         * @param limit the longest time for which it runs; zero removes a declaration
         * @throws IllegalArgumentException for a negative limit
         */
        public Builder overtaken(String command, Duration limit) {
            overtaken = overtaken.with(key(command), Durations.notNegative("time of " + command, limit));
            return this;
        }

        /**
         * Declares parameters as secret wherever a command line is shown.
         *
         * @param answerName the command's name, {@code +CPIN}
         * @param indexes of the parameters, from 0
         */
        public Builder secretParameters(String answerName, int... indexes) {
            secrets.put(key(answerName), indexes.clone());
            return this;
        }

        /** Declares a command whose prompt takes text up to Ctrl-Z, by its name: {@code +CMGS}. */
        public Builder promptsForText(String answerName) {
            textPrompts.add(key(answerName));
            return this;
        }

        /**
         * How long the module waits for more data after a prompt before it gives up. Default 30 s.
         *
         * @throws IllegalArgumentException for more than 1 h: nothing else is written for this time if a data entry may be open
         */
        public Builder dataEntryIdle(Duration idle) {
            dataEntryIdle = Durations.upTo("data entry's idle time", idle, Duration.ofHours(1));
            return this;
        }

        /** The command that makes the module give reasons with its errors: {@code AT+CMEE=2}. Default: none. */
        public Builder verboseErrors(String command) {
            verboseErrors = command;
            return this;
        }

        /** The encoding of strings in parameters. Default: a string that would need an escape is refused. */
        public Builder strings(StringRule rule) {
            strings = rule;
            return this;
        }

        /** The longest command line that the module's buffer takes, bytes without CR. Default 12,288. */
        public Builder maxCommandLength(int bytes) {
            maxCommandLength = bytes;
            return this;
        }

        /** Replaces the framing of the module's lines. */
        public Builder framing(Framing rules) {
            framing = rules;
            return this;
        }

        /**
         * Sets the idle time after which the module may be asleep. A CR is then written 100 ms ahead of the next write, to wake
         * it; the same applies to the next write after a command that got no answer. Choose a time shorter than the module's own.
         * Default zero: never.
         *
         * @throws IllegalArgumentException for a negative time, or more than 1 h
         */
        public Builder sleepsAfter(Duration idle) {
            sleepsAfter = Durations.upTo("idleness", Durations.notNegative("idleness", idle), Duration.ofHours(1));
            return this;
        }

        public AtProfile build() {
            return new AtProfile(this);
        }
    }
}
