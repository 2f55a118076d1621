package io.atflux.command;

import io.atflux.Discipline;
import io.atflux.line.LineShape;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The settings of an {@link AtCommand}, read-only. Created once with the command, so reading it has no cost. Immutable.
 *
 * @param <R> the type of the command's result
 */
public final class CommandSpec<R> {

    final CommandText text;
    final Function<AtReply, R> decoder;

    /** This field and those below are written only while a copy is made. */
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

    /** Copies everything but the recheck, whose result has the type R. */
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

    /** The command line, with its secrets; it is never shown unmasked. */
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

    /** The resource that it locks until its real end; null for none. */
    public @Nullable String resource() {
        return resource;
    }

    /** The commands that may use the line between its OK and its result code; null for the session's discipline. */
    public @Nullable Discipline discipline() {
        return discipline;
    }

    /** The data written after the prompt; null if no prompt is expected. */
    public @Nullable Payload payload() {
        return payload;
    }

    /** Its information line with counted bytes; null for none. */
    public @Nullable CountedAnswer counted() {
        return counted;
    }

    /** The time limit from the write to the real end of one attempt. */
    public Duration timeout() {
        return timeout;
    }

    /** The time limit from the write to the prompt: the whole time-out unless a shorter one was set. */
    public Duration promptTimeout() {
        Duration own = promptTimeout;
        return own == null || own.compareTo(timeout) > 0 ? timeout : own;
    }

    /** When it is written again; {@link RetryRule#never()} unless set. */
    public RetryRule retry() {
        return retry;
    }

    /** The error numbers that end its rule at once, in addition to the profile's list. */
    public Set<Integer> neverRetryOn() {
        return neverRetryOn;
    }

    /** The error numbers that end its rule if they come twice in a row, in addition to the profile's list. */
    public Set<Integer> neverRetryOnRepeated() {
        return neverRetryOnRepeated;
    }

    /** The time after start-up during which the module may still recover from those errors. */
    public Duration settling() {
        return settling;
    }

    /** The check that runs before a re-send; null for none. */
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

    /** The character that makes the module abort it; null if none does. */
    public @Nullable Character abort() {
        return abort;
    }

    /** The queue in which it waits. */
    public Lane lane() {
        return lane;
    }

    /** The function that turns its reply into a result. */
    public Function<AtReply, R> decoder() {
        return decoder;
    }

    /** The command line for people, as {@link AtCommand#toString}. */
    @Override
    public String toString() {
        return raw ? CommandText.withoutParameters(text.masked()) : text.masked();
    }
}
