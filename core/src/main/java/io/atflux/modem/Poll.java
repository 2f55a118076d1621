package io.atflux.modem;

import io.atflux.AtDeadline;
import io.atflux.internal.time.Durations;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.util.context.ContextView;

/**
 * Asks again and again, at a fixed pace, until an answer will do.
 *
 * @param every from the begin of one question to the next, more than 0; a question that takes longer is not overtaken
 * @param within no question begins at or after this time from the first one, 0 or more
 */
public record Poll(Duration every, Duration within) {

    /** @throws IllegalArgumentException for a pace of nothing, or a negative time */
    public Poll {
        Durations.positive("pace of a poll", every);
        Durations.notNegative("time of a poll", within);
    }

    /**
     * @param enough whether an answer ends the poll
     * @param late the error, from the last answer, where none did
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
                    // One round behind the other, not within: they may be any number.
                    .repeatWhenEmpty(unanswered -> unanswered.concatMap(round -> rounds.pause(), 1));
        });
    }

    /** One poll's times, in nanoseconds since its begin. */
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

        /** Whether the next question would begin too late; finds out when that is. */
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

    /** A wait, no longer than the caller's deadline leaves: the command behind it says then what became of that. */
    static Duration cut(Duration wait, ContextView context, Scheduler timer) {
        AtDeadline deadline = AtDeadline.in(context);
        if (deadline == null) {
            return Durations.bounded(wait);
        }
        Duration left = deadline.left(timer.now(TimeUnit.NANOSECONDS));
        return left.compareTo(wait) < 0 ? left : wait;
    }
}
