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
 * What one vendor's module says, as data: its unsolicited result codes, the answers that could be mistaken for them, its
 * error table, its quirks. Immutable; {@link #mutate()} gives a builder that starts from it.
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

        /** The shape that the answer has. */
        public LineShape shape() {
            return shape;
        }

        /** How many lines one command is answered by at most. */
        public int mostLines() {
            return mostLines;
        }
    }

    private final String name;
    /** Never changed. Asked for each line, by which a hash table without a division is the quicker one. */
    private final Map<String, List<UrcType<?>>> urcs;

    private final Map<String, Answer> answers;
    private final ErrorTable errors;
    private final Set<String> errorFinals;
    /** In characters: a longer line is none of them, and needs no hash. */
    private final int longestErrorFinal;

    private final Set<String> numberedFinals;
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
    private final Map<String, Duration> overtaken;
    private final Framing framing;
    private final Duration sleepsAfter;

    private AtProfile(Builder b) {
        name = b.name;
        urcs = deepCopy(b.urcs);
        answers = Map.copyOf(b.answers);
        errors = b.errors;
        errorFinals = Set.copyOf(b.errorFinals);
        longestErrorFinal = errorFinals.stream().mapToInt(String::length).max().orElse(0);
        numberedFinals = Set.copyOf(b.numberedFinals);
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
        overtaken = Map.copyOf(b.overtaken);
        framing = b.framing;
        sleepsAfter = b.sleepsAfter;
    }

    private static Map<String, List<UrcType<?>>> deepCopy(Map<String, List<UrcType<?>>> from) {
        Map<String, List<UrcType<?>>> copy = new HashMap<>();
        from.forEach((key, list) -> copy.put(key, List.copyOf(list)));
        return copy;
    }

    /** A profile that knows nothing yet, not even the standard's result codes: {@link Profiles#generic()} has those. */
    public static Builder builder(String name) {
        return new Builder(name);
    }

    /** A builder with all that this one knows. */
    public Builder mutate() {
        Builder b = new Builder(name);
        urcs.forEach((key, list) -> b.urcs.put(key, new ArrayList<>(list)));
        b.answers.putAll(answers);
        b.errors = errors;
        b.errorFinals.addAll(errorFinals);
        b.numberedFinals.addAll(numberedFinals);
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
        b.overtaken.putAll(overtaken);
        b.framing = framing;
        b.sleepsAfter = sleepsAfter;
        return b;
    }

    /** For people. */
    public String name() {
        return name;
    }

    /** The types of result codes under a name, {@code +CREG}, or a banner's whole text; empty where it is none. */
    public List<UrcType<?>> urcs(String nameOrText) {
        return urcs.getOrDefault(key(nameOrText), List.of());
    }

    /** The answer that shares a result code's name; null where the name has no such double meaning. */
    public @Nullable Answer answer(String answerName) {
        return answers.get(key(answerName));
    }

    /** Error numbers and their texts. */
    public ErrorTable errors() {
        return errors;
    }

    /** What a line is that ends a command as an error beside {@code ERROR}: {@code COMMAND NOT SUPPORT}; null for any other. */
    public @Nullable FinalResult errorFinal(String text) {
        if (text.length() <= longestErrorFinal && errorFinals.contains(text)) {
            return new FinalResult.Error(text);
        }
        return numberedFinals.isEmpty() ? null : NumberedFinals.parse(text, numberedFinals, errors);
    }

    /** Error numbers that no re-send can change: one ends the rule of any command. */
    public Set<Integer> neverRetryOn() {
        return neverRetryOn;
    }

    /** Error numbers that a damaged byte can cause as well: they end a rule when two attempts in a row got the same one. */
    public Set<Integer> neverRetryOnRepeated() {
        return neverRetryOnRepeated;
    }

    /**
     * Read commands that are answered by one line of their own name, which no result code has. Rows of them, drawn at random and
     * written as one command line (V.250 5.2.1), prove that session and modem are in step. Those that a modem refuses are left out; three
     * of up to 6 characters after {@code AT} make a row that is long enough.
     */
    public List<String> probes() {
        return probes;
    }

    /**
     * Whether a modem that takes no row of read commands is asked by register S8 (V.250 6.3.11), which is set and read in one
     * line, and restored to its default of 2.
     */
    public boolean probesByRegister() {
        return probesByRegister;
    }

    /**
     * No command keeps the modem silent for longer. After a silence of this length, the latency allowance and 1 s, a session that nothing
     * can prove to be in step presumes that it is. Result codes of the catalogue that come unasked do not break it; if anything else does, again
     * and again, the session ends after three times as long, and what waits is NOT_SENT.
     */
    public Duration longestSilence() {
        return longestSilence;
    }

    /**
     * How long this command line may run while the modem already answers later ones. Nothing can prove a session in step meanwhile, so
     * a reply that is owed to it is waited for until then; zero if it runs alone as any other.
     */
    public Duration overtakenFor(CommandText text) {
        if (overtaken.isEmpty()) {
            return Duration.ZERO;
        }
        Duration longest = Duration.ZERO;
        String line = key(text.wire());
        for (Map.Entry<String, Duration> entry : overtaken.entrySet()) {
            if (line.contains(entry.getKey()) && entry.getValue().compareTo(longest) > 0) {
                longest = entry.getValue();
            }
        }
        return longest;
    }

    /** Indexes of a command's secret parameters, by answer name ({@code +MQTTUSER}); empty for none. */
    public int[] secretParameters(String answerName) {
        int[] indexes = secrets.get(key(answerName));
        return indexes == null ? new int[0] : indexes.clone();
    }

    /** The same line, with the parameters that this profile knows to be secret declared so. */
    public CommandText masked(CommandText text) {
        List<String> secret = Secrets.in(text.wire(), secrets);
        return secret.isEmpty() ? text : text.withSecrets(secret);
    }

    /** A line for people, be it one that can be written or not. */
    public String masked(String line) {
        return Asterisks.hide(line, Secrets.in(line, secrets));
    }

    /** Whether the command's prompt takes text up to Ctrl-Z instead of a counted payload. */
    public boolean promptsForText(String answerName) {
        return textPrompts.contains(key(answerName));
    }

    /** How long the module waits for more data after a prompt until it gives up. */
    public Duration dataEntryIdle() {
        return dataEntryIdle;
    }

    /**
     * The command that makes the module give reasons with its errors (27.007 9.1). Sent before the re-send of a command that
     * got a bare ERROR, where it has not been accepted yet; null for never.
     */
    public @Nullable String verboseErrors() {
        return verboseErrors;
    }

    /** How strings are written in parameters. */
    public StringRule strings() {
        return strings;
    }

    /** Longest command line in bytes that the module's buffer takes, without CR. */
    public int maxCommandLength() {
        return maxCommandLength;
    }

    /** How its lines look. */
    public Framing framing() {
        return framing;
    }

    /** After how long an idleness the module may be asleep, so that it loses the first byte; zero for never. */
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
        // Nearly always.
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
        private final Set<String> errorFinals = new TreeSet<>();
        private final Set<String> numberedFinals = new TreeSet<>();
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
        private final Map<String, Duration> overtaken = new TreeMap<>();
        private Framing framing = Framing.NONE;
        private Duration sleepsAfter = Duration.ZERO;

        private Builder(String name) {
            this.name = name;
        }

        /** Its name, for people. */
        public Builder name(String other) {
            name = other;
            return this;
        }

        /**
         * Adds what another profile knows to be said and to be secret, beside what is there: result codes, before those of the same
         * name, answers, final results, errors that are never retried, secret parameters, commands that prompt for text, commands that later
         * ones overtake, and what its {@link Framing.Builder#adding framing} declares. Probes, strings, limits, error tables and line ends stay.
         */
        public Builder adding(AtProfile other) {
            other.urcs.forEach((key, types) -> {
                List<UrcType<?>> own = urcs.computeIfAbsent(key, k -> new ArrayList<>());
                List<UrcType<?>> more = new ArrayList<>(types);
                more.removeAll(own);
                own.addAll(0, more);
            });
            other.answers.forEach(answers::putIfAbsent);
            errorFinals.addAll(other.errorFinals);
            numberedFinals.addAll(other.numberedFinals);
            neverRetryOn.addAll(other.neverRetryOn);
            neverRetryOnRepeated.addAll(other.neverRetryOnRepeated);
            other.secrets.forEach(secrets::putIfAbsent);
            textPrompts.addAll(other.textPrompts);
            other.overtaken.forEach(overtaken::putIfAbsent);
            framing = framing.mutate().adding(other.framing).build();
            return this;
        }

        /** Adds a result code. The first type of a name whose shape fits a line classifies it. */
        public Builder urc(UrcType<?> type) {
            urcs.computeIfAbsent(key(type.shape().name()), k -> new ArrayList<>())
                    .add(type);
            return this;
        }

        /**
         * Adds an answer that shares its name with a result code.
         *
         * @param shape the shape that tells it from the result code
         * @param mostLines how many lines one command is answered by at most
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
            if (text.isBlank() || text.equals("OK")) {
                throw new IllegalArgumentException(
                        text.isBlank() ? "a blank line ends no command" : "OK ends a command well, so it is no error");
            }
            errorFinals.add(text);
            return this;
        }

        /**
         * Adds the beginning of lines that end a command as an error if a number of up to 6 digits and nothing else stands behind it,
         * with or without blanks and a colon between: {@code +CME ERROR}, {@code +CME: ERROR}, {@code MODEM ERROR}. If its letters are
         * those of {@code CME ERROR} or {@code CMS ERROR} the number is one of that table; otherwise it is the vendor's own, and only the
         * text tells it. None is there by default: such a line can as well be a text that somebody sent.
         *
         * @throws IllegalArgumentException for an empty beginning
         */
        public Builder errorFinalWithNumber(String beginning) {
            if (beginning.isBlank()) {
                throw new IllegalArgumentException("a number alone is no final result by profile");
            }
            numberedFinals.add(beginning);
            return this;
        }

        /** Error numbers that end the rule of any command at once. */
        public Builder neverRetryOn(Integer... codes) {
            neverRetryOn.addAll(List.of(codes));
            return this;
        }

        /** Error numbers that end the rule of any command when two attempts in a row got the same one. */
        public Builder neverRetryOnRepeated(Integer... codes) {
            neverRetryOnRepeated.addAll(List.of(codes));
            return this;
        }

        /**
         * Replaces the reads from which probes are drawn. Each must be answered by one line of its own name, whatever the module's
         * state; four or more make short rows. None: the session cannot be proved in step.
         *
         * @param readCommands {@code AT+CMEE?}
         */
        public Builder probes(String... readCommands) {
            probes.clear();
            probes.addAll(List.of(readCommands));
            return this;
        }

        /** Whether register S8 may prove what no row of read commands does. Default: no. */
        public Builder probesByRegister(boolean register) {
            probesByRegister = register;
            return this;
        }

        /**
         * The longest time for which any command keeps the modem silent. Default 3 min 30 s.
         *
         * @throws IllegalArgumentException for nothing, or less
         */
        public Builder longestSilence(Duration silence) {
            longestSilence = Durations.positive("longest silence", silence);
            return this;
        }

        /**
         * Declares a command during which the modem answers later ones. A reply that it owes is waited for until its limit has
         * passed since it was written: an answer to a probe would prove nothing meanwhile. The longest limit counts where several fit.
         *
         * @param command as it stands in the line, without AT and in any case: {@code +COPS=?}
         * @param limit how long it runs at most; zero takes a declaration back
         * @throws IllegalArgumentException for a negative limit
         */
        public Builder overtaken(String command, Duration limit) {
            overtaken.put(key(command), Durations.notNegative("time of " + command, limit));
            return this;
        }

        /**
         * Declares parameters that are secret, wherever a command line is shown.
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
         * How long the module waits for more data after a prompt until it gives up. Default 30 s.
         *
         * @throws IllegalArgumentException for more than 1 h: for so long nothing else is written if a data entry may be open
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

        /** How strings are written in parameters. Default: what would need an escape is refused. */
        public Builder strings(StringRule rule) {
            strings = rule;
            return this;
        }

        /** Longest command line that the module's buffer takes, bytes without CR. Default 12,288. */
        public Builder maxCommandLength(int bytes) {
            maxCommandLength = bytes;
            return this;
        }

        /** Replaces the rules of how its lines look. */
        public Builder framing(Framing rules) {
            framing = rules;
            return this;
        }

        /**
         * Wakes the module before what is written after an idleness of this length, and before what is written after something got no answer:
         * by CR, 100 ms before. Shorter than the module's own time. Default zero: never.
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
