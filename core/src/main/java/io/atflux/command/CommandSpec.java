package io.atflux.command;

import io.atflux.Discipline;
import io.atflux.line.LineShape;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What an {@link AtCommand} says, to be read. Made once with the command: reading it costs nothing. Immutable.
 *
 * @param <R> what the command's reply is turned into
 */
public final class CommandSpec<R> {

    final CommandText text;
    final Function<AtReply, R> decoder;

    /** Written only while a copy is being made. */
    boolean raw;

    List<LineShape> answers = List.of();
    int mostClaims = Integer.MAX_VALUE;

    @Nullable
    Settlement settlement;

    @Nullable
    String resource;

    @Nullable
    Discipline discipline;

    @Nullable
    Payload payload;

    @Nullable
    CountedAnswer counted;

    Duration timeout = Duration.ZERO;

    @Nullable
    Duration promptTimeout;

    RetryRule retry = RetryRule.never();
    Set<Integer> neverRetryOn = Set.of();
    Set<Integer> neverRetryOnRepeated = Set.of();
    Duration settling = Duration.ZERO;

    @Nullable
    Recheck<R> recheck;

    boolean repeatable = true;
    boolean call;

    @Nullable
    Character abort;

    Lane lane = Lane.NORMAL;

    CommandSpec(CommandText text, Function<AtReply, R> decoder) {
        this.text = text;
        this.decoder = decoder;
    }

    CommandSpec<R> copy() {
        return copy(text);
    }

    CommandSpec<R> copy(CommandText other) {
        CommandSpec<R> c = copy(other, decoder);
        c.recheck = recheck;
        return c;
    }

    /** All but the recheck, whose result is of this type. */
    private <S> CommandSpec<S> copy(CommandText line, Function<AtReply, S> other) {
        CommandSpec<S> c = new CommandSpec<>(line, other);
        c.raw = raw;
        c.answers = answers;
        c.mostClaims = mostClaims;
        c.settlement = settlement;
        c.resource = resource;
        c.discipline = discipline;
        c.payload = payload;
        c.counted = counted;
        c.timeout = timeout;
        c.promptTimeout = promptTimeout;
        c.retry = retry;
        c.neverRetryOn = neverRetryOn;
        c.neverRetryOnRepeated = neverRetryOnRepeated;
        c.settling = settling;
        c.repeatable = repeatable;
        c.call = call;
        c.abort = abort;
        c.lane = lane;
        return c;
    }

    <S> CommandSpec<S> as(Function<? super R, ? extends S> next) {
        Function<AtReply, R> before = decoder;
        CommandSpec<S> c = copy(text, reply -> next.apply(before.apply(reply)));
        Recheck<R> asked = recheck;
        c.recheck = asked == null
                ? null
                : (session, failure) -> asked.check(session, failure).map(decision -> decision.as(next));
        return c;
    }

    /** The command line, with its secrets; it is never shown as it is. */
    public CommandText text() {
        return text;
    }

    /** Whether it was made by {@link AtCommand#raw}. */
    public boolean isRaw() {
        return raw;
    }

    /** The shapes of its information lines; empty if none were declared. */
    public List<LineShape> answers() {
        return answers;
    }

    /** How many lines it claims by shape, at most. */
    public int mostClaims() {
        return mostClaims;
    }

    /** The result code that ends it; null if the final result does. */
    public @Nullable Settlement settlement() {
        return settlement;
    }

    /** What it locks until its real end; null for nothing. */
    public @Nullable String resource() {
        return resource;
    }

    /** Who has the line between its OK and its result code; null for the session's own discipline. */
    public @Nullable Discipline discipline() {
        return discipline;
    }

    /** What is written after the prompt; null if no prompt is expected. */
    public @Nullable Payload payload() {
        return payload;
    }

    /** Its information line whose bytes are counted; null for none. */
    public @Nullable CountedAnswer counted() {
        return counted;
    }

    /** From the write to the real end of one attempt. */
    public Duration timeout() {
        return timeout;
    }

    /** From the write to the prompt: the whole time-out unless a shorter one was set. */
    public Duration promptTimeout() {
        Duration own = promptTimeout;
        return own == null || own.compareTo(timeout) > 0 ? timeout : own;
    }

    /** When it is written again; {@link RetryRule#never()} unless set. */
    public RetryRule retry() {
        return retry;
    }

    /** The error numbers that end its rule at once, beside the profile's own list. */
    public Set<Integer> neverRetryOn() {
        return neverRetryOn;
    }

    /** The error numbers that end its rule when they come twice in a row, beside the profile's own list. */
    public Set<Integer> neverRetryOnRepeated() {
        return neverRetryOnRepeated;
    }

    /** For how long a module that has just come up may still get over those. */
    public Duration settling() {
        return settling;
    }

    /** What is asked before a re-send; null for nothing. */
    public @Nullable Recheck<R> recheck() {
        return recheck;
    }

    /** Whether it may be written again after an unknown outcome. */
    public boolean isRepeatable() {
        return repeatable;
    }

    /** Whether CONNECT, NO CARRIER and the like end it. */
    public boolean endsAsCall() {
        return call;
    }

    /** The character that makes the module give it up; null if none does. */
    public @Nullable Character abort() {
        return abort;
    }

    /** The queue that it waits in. */
    public Lane lane() {
        return lane;
    }

    /** What turns its reply into a result. */
    public Function<AtReply, R> decoder() {
        return decoder;
    }

    /** The command line for people, as {@link AtCommand#toString}. */
    @Override
    public String toString() {
        return raw ? CommandText.withoutParameters(text.masked()) : text.masked();
    }
}
