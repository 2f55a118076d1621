package io.atflux.command;

import io.atflux.Discipline;
import io.atflux.error.AtUsageException;
import io.atflux.line.LineShape;
import io.atflux.transport.Durations;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One AT command as a value: what is written, what answers it, how it ends, how long that may take, and when it may be
 * written again. Immutable: every method returns a changed copy, so a command can be kept as a constant and sent often.
 *
 * @param <R> what its reply is turned into
 */
public final class AtCommand<R> {

    private static final Duration RAW_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration TYPED_TIMEOUT = Duration.ofSeconds(1);

    private final CommandSpec spec;
    private final Function<AtReply, R> decoder;

    private AtCommand(CommandSpec spec, Function<AtReply, R> decoder) {
        this.spec = spec;
        this.decoder = decoder;
    }

    /** A command with a result of its own: 1 s, written once, ends with its final result. */
    public static AtCommand<AtReply> of(CommandText text) {
        CommandSpec spec = new CommandSpec(text);
        spec.timeout = TYPED_TIMEOUT;
        return new AtCommand<>(spec, Function.identity());
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
        CommandSpec spec = new CommandSpec(CommandText.of(line));
        spec.raw = true;
        spec.repeatable = false;
        spec.timeout = RAW_TIMEOUT;
        return new AtCommand<>(spec, Function.identity());
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
    public AtCommand<R> withPayload(Payload payload) {
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

    /** Errors that end the rule at once, beside the profile's own list. */
    public AtCommand<R> hopelessOn(int... codes) {
        return with(s -> s.hopeless = codes.clone());
    }

    /**
     * Errors that end the rule when two attempts in a row got the same one, beside the profile's own list.
     *
     * @param settling not before the session has been open, or the module up after a restart, for so long
     */
    public AtCommand<R> hopelessIfRepeated(Duration settling, int... codes) {
        Durations.notNegative("settling time", settling);
        return with(s -> {
            s.settling = settling;
            s.hopelessIfRepeated = codes.clone();
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
     * {@link io.atflux.error.AtProtocolException}, outcome UNKNOWN; null is not allowed.
     */
    public <S> AtCommand<S> as(Function<? super R, ? extends S> next) {
        Function<AtReply, R> before = decoder;
        // A recheck answers with the former result type.
        CommandSpec copy = spec.copy();
        copy.recheck = null;
        return new AtCommand<>(copy, reply -> next.apply(before.apply(reply)));
    }

    private void requireEnough(String what, Duration limit) {
        if (limit.compareTo(Duration.ofMillis(1)) < 0) {
            throw new AtUsageException(
                    AtUsageException.Reason.PARAMETER,
                    "a " + what + " of " + limit + " lets nothing be answered",
                    toString());
        }
    }

    private AtCommand<R> with(java.util.function.Consumer<CommandSpec> change) {
        CommandSpec copy = spec.copy();
        change.accept(copy);
        return new AtCommand<>(copy, decoder);
    }

    /** The command line, with its secrets; it is never shown as it is. */
    public CommandText text() {
        return spec.text;
    }

    /** Whether it was made by {@link #raw}. */
    public boolean isRaw() {
        return spec.raw;
    }

    /** The shapes of its information lines; empty where none were declared. */
    public List<LineShape> answers() {
        return spec.answers;
    }

    /** How many lines it claims by shape, at most. */
    public int mostClaims() {
        return spec.mostClaims;
    }

    /** The result code that ends it; null where the final result does. */
    public @Nullable Settlement settlement() {
        return spec.settlement;
    }

    /** What it locks until its real end; null for nothing. */
    public @Nullable String resource() {
        return spec.resource;
    }

    /** Who has the line between its OK and its result code; null for the session's own discipline. */
    public @Nullable Discipline discipline() {
        return spec.discipline;
    }

    /** What is written after the prompt; null where no prompt is expected. */
    public @Nullable Payload payload() {
        return spec.payload;
    }

    /** Its information line whose bytes are counted; null for none. */
    public @Nullable CountedAnswer counted() {
        return spec.counted;
    }

    /** From the write to the real end of one attempt. */
    public Duration timeout() {
        return spec.timeout;
    }

    /** From the write to the prompt: the whole time-out unless a shorter one was set. */
    public Duration promptTimeout() {
        Duration own = spec.promptTimeout;
        return own == null || own.compareTo(spec.timeout) > 0 ? spec.timeout : own;
    }

    /** When it is written again; {@link RetryRule#never()} unless set. */
    public RetryRule retry() {
        return spec.retry;
    }

    /** The error numbers that end its rule at once, beside the profile's own list; a copy. */
    public int[] hopeless() {
        return spec.hopeless.clone();
    }

    /** The error numbers that end its rule when they come twice in a row, beside the profile's own list; a copy. */
    public int[] hopelessIfRepeated() {
        return spec.hopelessIfRepeated.clone();
    }

    /** For how long a module that has just come up may still get over those. */
    public Duration settling() {
        return spec.settling;
    }

    /** What is asked before a re-send; null for nothing. */
    @SuppressWarnings("unchecked")
    public @Nullable Recheck<R> recheck() {
        return (Recheck<R>) spec.recheck;
    }

    /** Whether it may be written again after an unknown outcome. */
    public boolean isRepeatable() {
        return spec.repeatable;
    }

    /** Whether CONNECT, NO CARRIER and the like end it. */
    public boolean endsAsCall() {
        return spec.call;
    }

    /** The character that makes the module give it up; null where none does. */
    public @Nullable Character abort() {
        return spec.abort;
    }

    /** The queue that it waits in. */
    public Lane lane() {
        return spec.lane;
    }

    /** What turns its reply into a result. */
    public Function<AtReply, R> decoder() {
        return decoder;
    }

    /**
     * The command line for people. Declared secrets are asterisks; of a raw line all parameters are, because only the profile of
     * a session knows which of them are secret.
     */
    @Override
    public String toString() {
        return spec.raw ? CommandText.withoutParameters(spec.text.masked()) : spec.text.masked();
    }
}
