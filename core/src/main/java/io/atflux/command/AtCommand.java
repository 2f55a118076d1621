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
 * One AT command as a value: the text to write, the shapes of its answers, how it ends, its time limits, and when it may be
 * written again. Immutable: every method returns a changed copy, so a command can be kept as a constant and sent often.
 *
 * @param <R> the type of its result
 */
public final class AtCommand<R> {

    private static final Duration RAW_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration TYPED_TIMEOUT = Duration.ofSeconds(1);

    private final CommandSpec<R> spec;

    private AtCommand(CommandSpec<R> spec) {
        this.spec = spec;
    }

    /** A command whose answers this program declares: 1 s, written once, ends with its final result. */
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
     * Any line, unchanged: 10 s, written once and never again. The session's profile tells its answers from unsolicited result
     * codes, and masks the parameters that it knows to be secret.
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

    /** A copy with another line: for a command that is built often and differs in its line only. */
    public AtCommand<R> withText(CommandText text) {
        return new AtCommand<>(spec.copy(text));
    }

    /** Declares the shapes of its information lines. A line of such a shape is the answer even if it could be a URC. */
    public AtCommand<R> answeredBy(LineShape... shapes) {
        return with(s -> s.answers = List.of(shapes));
    }

    /** Limits the number of lines that the command claims by shape: further ones are URCs. */
    public AtCommand<R> claimingAtMost(int lines) {
        return with(s -> s.mostClaims = lines);
    }

    /** Ends with a result code after (or before) OK. */
    public AtCommand<R> settledBy(Settlement settlement) {
        return with(s -> s.settlement = settlement);
    }

    /** Names the resource that stays locked until the real end, while the line itself is released after OK: {@code mqtt-1}. */
    public AtCommand<R> occupying(String resource) {
        return with(s -> s.resource = resource);
    }

    /**
     * Sets which commands may use the line between its OK and the result code of its {@link Settlement}, in place of the
     * session's discipline. {@link Discipline#STRICT} keeps the line for this command. {@link Discipline#INTERLEAVED} releases
     * the line, and only the resource that it is {@link #occupying} stays locked. No effect if the final result ends the command.
     * Default: the session's discipline.
     */
    public AtCommand<R> discipline(Discipline discipline) {
        return with(s -> s.discipline = discipline);
    }

    /** Sets the data written after the prompt. Without a payload, no prompt is expected. */
    public AtCommand<R> payload(Payload payload) {
        return with(s -> s.payload = payload);
    }

    /** Declares an information line that carries bytes; they are read by the count that the line announces. */
    public AtCommand<R> answeredByCounted(CountedAnswer answer) {
        return with(s -> s.counted = answer);
    }

    /**
     * Limits the time from the write to the real end of one attempt. {@code ChronoUnit.FOREVER.getDuration()} is no limit.
     *
     * @throws AtUsageException for less than 1 ms, in which no answer is possible
     */
    public AtCommand<R> timeout(Duration timeout) {
        requireEnough("time-out", timeout);
        return with(s -> s.timeout = timeout);
    }

    /**
     * Limits the time from the write to the prompt; at most the whole time-out.
     *
     * @throws AtUsageException for less than 1 ms, in which no answer is possible
     */
    public AtCommand<R> promptTimeout(Duration timeout) {
        requireEnough("time-out of the prompt", timeout);
        return with(s -> s.promptTimeout = timeout);
    }

    /** Sets when it is written again. */
    public AtCommand<R> retry(RetryRule rule) {
        return with(s -> s.retry = rule);
    }

    /** Error numbers that end the rule at once, in addition to the profile's list. */
    public AtCommand<R> neverRetryOn(int... codes) {
        return with(s -> s.neverRetryOn = set(codes));
    }

    /**
     * Error numbers that end the rule if two attempts in a row got the same one, in addition to the profile's list.
     *
     * @param settling the list applies only after the session has been open, or the module up after a restart, for this time
     */
    public AtCommand<R> neverRetryOnRepeated(Duration settling, int... codes) {
        Durations.notNegative("settling time", settling);
        return with(s -> {
            s.settling = settling;
            s.neverRetryOnRepeated = set(codes);
        });
    }

    /** Sets the check that runs before a re-send. */
    public AtCommand<R> recheckedBy(Recheck<R> recheck) {
        return with(s -> s.recheck = recheck);
    }

    /** Forbids a re-send after an unknown outcome: for a SIM PIN, a reset. */
    public AtCommand<R> neverAfterUnknown() {
        return with(s -> s.repeatable = false);
    }

    /** May end with CONNECT, NO CARRIER, BUSY, NO ANSWER, NO DIALTONE (V.250 5.7.1). */
    public AtCommand<R> endingAsCall() {
        return with(s -> s.call = true);
    }

    /**
     * Declares that the module aborts the command when it receives a character, as many do with {@code AT+COPS=?} and {@code ATD}
     * (V.250 5.6.1). The session then writes that character, once, if the caller cancels or its deadline passes while the command
     * is in flight, or if an attempt's time-out passes. It is written at the earliest 125 ms after the command line, because the
     * module ignores it before that. The module's answer to it is delivered to no command, and the next command waits for it. No
     * effect after a payload, whose data entry is closed by other means, and between OK and a {@link Settlement}'s result code.
     *
     * @param character one byte of ASCII; a blank does no harm if the module has already finished. Not a letter, a digit or a
     *     slash, which the module could take for the beginning of a command
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

    /** Sets the queue in which it waits. */
    public AtCommand<R> in(Lane lane) {
        return with(s -> s.lane = lane);
    }

    /**
     * Turns the reply into a result. An exception of the decoder reaches the caller as
     * {@link io.atflux.error.AtProtocolException}, outcome UNKNOWN; null is not allowed. The result of a recheck set before is
     * turned in the same way.
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

    /** The command line, with its secrets; it is never shown unmasked. */
    public CommandText text() {
        return spec.text;
    }

    /** The settings of this command. */
    public CommandSpec<R> spec() {
        return spec;
    }

    /**
     * The command line for people. Declared secrets are asterisks; in a raw line all parameters are, because only a session's
     * profile knows which of them are secret.
     */
    @Override
    public String toString() {
        return spec.toString();
    }
}
