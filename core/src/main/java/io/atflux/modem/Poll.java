package io.atflux.modem;

import io.atflux.AtDeadline;
import io.atflux.internal.time.Durations;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.util.context.ContextView;

/** Repeats a query at a fixed pace until an answer suffices. Immutable. */
public final class Poll {

    private final Duration every;
    private final Duration within;

    private Poll(Builder builder) {
        this.every = builder.every;
        this.within = builder.within;
    }

    /**
     * A poll with a pace and an end.
     *
     * @param every from the start of one query to the next, more than 0; a query that takes longer is not overtaken
     * @param within no query starts at or after this time from the first one, 0 or more
     * @throws IllegalArgumentException for a pace of 0 or less, or a negative time
     */
    public static Poll of(Duration every, Duration within) {
        return builder().every(every).within(within).build();
    }

    /** Starts from a query every 2 s, within 90 s. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder with these values. */
    public Builder mutate() {
        return builder().every(every).within(within);
    }

    /** The time from the start of one query to the next; a query that takes longer is not overtaken. */
    public Duration every() {
        return every;
    }

    /** No query starts at or after this time from the first one. */
    public Duration within() {
        return within;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Poll poll && every.equals(poll.every) && within.equals(poll.within);
    }

    @Override
    public int hashCode() {
        return 31 * every.hashCode() + within.hashCode();
    }

    @Override
    public String toString() {
        return "every " + Durations.text(every) + " within " + Durations.text(within);
    }

    /** Collects the times of a poll. Not thread-safe. */
    public static final class Builder {

        private Duration every = Duration.ofSeconds(2);
        private Duration within = Duration.ofSeconds(90);

        private Builder() {}

        /**
         * The time from the start of one query to the next.
         *
         * @throws IllegalArgumentException for a time of 0 or less
         */
        public Builder every(Duration pace) {
            every = Durations.positive("pace of a poll", pace);
            return this;
        }

        /**
         * No query starts at or after this time from the first one.
         *
         * @throws IllegalArgumentException for a negative time
         */
        public Builder within(Duration time) {
            within = Durations.notNegative("time of a poll", time);
            return this;
        }

        /** The poll with these times. */
        public Poll build() {
            return new Poll(this);
        }
    }

    /**
     * @param enough whether an answer ends the poll
     * @param late makes the error from the last answer if none ended the poll
     */
    <T> Mono<T> until(
            Mono<T> question, Predicate<? super T> enough, Function<? super T, Throwable> late, Scheduler timer) {
        return Mono.defer(() -> {
            Rounds rounds = new Rounds(timer);
            return question.<T>flatMap(answer -> {
                        if (enough.test(answer)) {
                            return Mono.just(answer);
                        }
                        return rounds.isLast() ? Mono.error(late.apply(answer)) : Mono.empty();
                    })
                    // Rounds follow one another and are not nested, because their number has no limit.
                    .repeatWhenEmpty(unanswered -> unanswered.concatMap(round -> rounds.pause(), 1));
        });
    }

    /** The times of one poll, in nanoseconds since its start. */
    private final class Rounds {

        private final Scheduler timer;
        private final long start;
        private long due;

        Rounds(Scheduler timer) {
            this.timer = timer;
            this.start = timer.now(TimeUnit.NANOSECONDS);
        }

        private long now() {
            return timer.now(TimeUnit.NANOSECONDS) - start;
        }

        /** Whether the next query would start too late; computes its time. */
        boolean isLast() {
            due = Math.max(now(), due + Durations.nanos(every));
            return due >= Durations.nanos(within);
        }

        Mono<Long> pause() {
            return Poll.pause(Duration.ofNanos(Math.max(0, due - now())), timer);
        }
    }

    private static Mono<Long> pause(Duration pause, Scheduler timer) {
        return Mono.deferContextual(context -> Mono.delay(cut(pause, context, timer), timer));
    }

    /** A wait, shortened to the caller's deadline: the next command then reports the deadline. */
    static Duration cut(Duration wait, ContextView context, Scheduler timer) {
        AtDeadline deadline = AtDeadline.in(context);
        if (deadline == null) {
            return Durations.bounded(wait);
        }
        Duration left = deadline.left(timer.now(TimeUnit.NANOSECONDS));
        return left.compareTo(wait) < 0 ? left : wait;
    }
}
