package io.atflux.command;

import io.atflux.Discipline;
import io.atflux.error.AtUsageException;
import io.atflux.internal.time.Durations;
import io.atflux.line.LineShape;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One AT command as a value: what is written, what answers it, how it ends, how long that may take, and when it may be
 * written again. Immutable: every method returns a changed copy, so a command can be kept as a constant and sent often.
 *
 * @param <R> what its reply is turned into
 */
public final class AtCommand<R> {

    private static final Duration RAW_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration TYPED_TIMEOUT = Duration.ofSeconds(1);

    private final CommandSpec<R> spec;

    private AtCommand(CommandSpec<R> spec) {
        this.spec = spec;
    }

    /** A command with a result of its own: 1 s, written once, ends with its final result. */
    public static AtCommand<AtReply> of(CommandText text) {
        CommandSpec<AtReply> spec = new CommandSpec<>(text, Function.identity());
        spec.timeout = TYPED_TIMEOUT;
        return new AtCommand<>(spec);
    }

    /** {@link #of(CommandText)} for a line without parameters that need encoding. */
    public static AtCommand<AtReply> of(String line) {
        return of(CommandText.of(line));
    }

    /**
     * Any line, as it stands: 10 s, written once and never again. Its answers are told from unsolicited result codes by
     * the session's profile, which also masks the parameters that it knows to be secret.
     *
     * @throws io.atflux.error.AtUsageException as {@link CommandText#of(String)}
     */
    public static AtCommand<AtReply> raw(String line) {
        CommandSpec<AtReply> spec = new CommandSpec<>(CommandText.of(line), Function.identity());
        spec.raw = true;
        spec.repeatable = false;
        spec.timeout = RAW_TIMEOUT;
        return new AtCommand<>(spec);
    }

    /** The same with another line: for a command that is built often, and of which nothing else differs. */
    public AtCommand<R> withText(CommandText text) {
        return new AtCommand<>(spec.copy(text));
    }

    /** Declares the shapes of its information lines. A line that fits one is the answer even where it could be a URC. */
    public AtCommand<R> answeredBy(LineShape... shapes) {
        return with(s -> s.answers = List.of(shapes));
    }

    /** Bounds the number of lines that it claims by shape: a further one is a URC again. */
    public AtCommand<R> claimingAtMost(int lines) {
        return with(s -> s.mostClaims = lines);
    }

    /** Ends with a result code behind (or before) OK. */
    public AtCommand<R> settledBy(Settlement settlement) {
        return with(s -> s.settlement = settlement);
    }

    /** Names what is locked until the real end, where the line itself is released after OK: {@code mqtt-1}. */
    public AtCommand<R> occupying(String resource) {
        return with(s -> s.resource = resource);
    }

    /**
     * Who has the line between its OK and the result code of its {@link Settlement}, whatever the session's own discipline
     * is: {@link Discipline#STRICT} keeps it for this command, {@link Discipline#INTERLEAVED} gives it back, and only what it
     * is {@link #occupying} stays locked. Without effect where the final result ends it. Default: as the session has it.
     */
    public AtCommand<R> discipline(Discipline discipline) {
        return with(s -> s.discipline = discipline);
    }

    /** What is written after the prompt. Without a payload, no prompt is expected. */
    public AtCommand<R> payload(Payload payload) {
        return with(s -> s.payload = payload);
    }

    /** Declares an information line whose bytes are taken by the number that it announces. */
    public AtCommand<R> answeredByCounted(CountedAnswer answer) {
        return with(s -> s.counted = answer);
    }

    /**
     * From the write to the real end of one attempt. {@code ChronoUnit.FOREVER.getDuration()} is no limit.
     *
     * @throws AtUsageException for less than 1 ms, within which nothing can be answered
     */
    public AtCommand<R> timeout(Duration timeout) {
        requireEnough("time-out", timeout);
        return with(s -> s.timeout = timeout);
    }

    /**
     * From the write to the prompt; no longer than the whole.
     *
     * @throws AtUsageException for less than 1 ms, within which nothing can be answered
     */
    public AtCommand<R> promptTimeout(Duration timeout) {
        requireEnough("time-out of the prompt", timeout);
        return with(s -> s.promptTimeout = timeout);
    }

    /** When it is written again. */
    public AtCommand<R> retry(RetryRule rule) {
        return with(s -> s.retry = rule);
    }

    /** Error numbers that end the rule at once, beside the profile's own list. */
    public AtCommand<R> neverRetryOn(int... codes) {
        return with(s -> s.neverRetryOn = set(codes));
    }

    /**
     * Error numbers that end the rule when two attempts in a row got the same one, beside the profile's own list.
     *
     * @param settling not before the session has been open, or the module up after a restart, for so long
     */
    public AtCommand<R> neverRetryOnRepeated(Duration settling, int... codes) {
        Durations.notNegative("settling time", settling);
        return with(s -> {
            s.settling = settling;
            s.neverRetryOnRepeated = set(codes);
        });
    }

    /** Asks before a re-send. */
    public AtCommand<R> recheckedBy(Recheck<R> recheck) {
        return with(s -> s.recheck = recheck);
    }

    /** Never written again once its outcome is unknown: a SIM PIN, a reset. */
    public AtCommand<R> neverAfterUnknown() {
        return with(s -> s.repeatable = false);
    }

    /** May end with CONNECT, NO CARRIER, BUSY, NO ANSWER, NO DIALTONE (V.250 5.7.1). */
    public AtCommand<R> endingAsCall() {
        return with(s -> s.call = true);
    }

    /**
     * The module gives it up when a character comes while it runs, as many do with {@code AT+COPS=?} and {@code ATD} (V.250
     * 5.6.1). Then that character is written, once, where the caller cancels or its deadline passes while the command is in
     * flight, and where an attempt's time is over; not before 125 ms behind the command line, within which the module would
     * ignore it. What the module answers then is nobody's, and the next command waits for it. Without effect behind a payload,
     * whose data entry is closed by other means, and between OK and a {@link Settlement}'s result code.
     *
     * @param character one byte of ASCII; a blank does no harm to a module that was done already. Not a letter, a digit or a
     *     slash, which could be taken for a command's beginning
     * @throws AtUsageException for such a character, or one beyond ASCII
     */
    public AtCommand<R> abortedBy(char character) {
        if (character > 0x7f || character == '/' || Character.isLetterOrDigit(character)) {
            throw new AtUsageException(
                    AtUsageException.Reason.CHARACTER,
                    "a command line may begin with '" + character + "': it aborts nothing",
                    toString());
        }
        return with(s -> s.abort = character);
    }

    /** The queue that it waits in. */
    public AtCommand<R> in(Lane lane) {
        return with(s -> s.lane = lane);
    }

    /**
     * Turns the reply into a result. What the decoder throws reaches the caller as
     * {@link io.atflux.error.AtProtocolException}, outcome UNKNOWN; null is not allowed. What a recheck set before finds
     * out is turned in the same way.
     */
    public <S> AtCommand<S> as(Function<? super R, ? extends S> next) {
        return new AtCommand<>(spec.as(next));
    }

    private static Set<Integer> set(int[] codes) {
        return Arrays.stream(codes).boxed().collect(Collectors.toUnmodifiableSet());
    }

    private void requireEnough(String what, Duration limit) {
        if (limit.compareTo(Duration.ofMillis(1)) < 0) {
            throw new AtUsageException(
                    AtUsageException.Reason.PARAMETER,
                    "a " + what + " of " + limit + " lets nothing be answered",
                    toString());
        }
    }

    private AtCommand<R> with(Consumer<CommandSpec<R>> change) {
        CommandSpec<R> copy = spec.copy();
        change.accept(copy);
        return new AtCommand<>(copy);
    }

    /** The command line, with its secrets; it is never shown as it is. */
    public CommandText text() {
        return spec.text;
    }

    /** All that it says, to be read. */
    public CommandSpec<R> spec() {
        return spec;
    }

    /**
     * The command line for people. Declared secrets are asterisks; of a raw line all parameters are, because only the profile of
     * a session knows which of them are secret.
     */
    @Override
    public String toString() {
        return spec.toString();
    }
}
