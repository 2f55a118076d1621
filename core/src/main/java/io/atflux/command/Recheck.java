package io.atflux.command;

import io.atflux.AtSession;
import io.atflux.error.AtException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * What is asked before a command is written again, where a second one could do harm: whether the first one worked after
 * all. Runs in a turn of its own, between the pause and the re-send.
 *
 * @param <R> the command's result
 */
@FunctionalInterface
public interface Recheck<R> {

    /**
     * @param session the session, within the turn
     * @param failure how the last attempt ended; its outcome is UNKNOWN also if that was refused, and what became of an earlier one
     *     was never learnt
     * @return what to do next; an empty Mono or an error means {@link Verdict#resend()}
     */
    Mono<Verdict<R>> check(AtSession session, AtException failure);

    /**
     * What to do next.
     *
     * @param action the choice
     * @param result the command's result, for {@link Action#SETTLED}
     * @param <R> the command's result
     */
    record Verdict<R>(Action action, @Nullable R result) {

        /** The command worked after all. */
        public static <R> Verdict<R> settled(R result) {
            return new Verdict<>(Action.SETTLED, result);
        }

        /** Write it again, if the rule still allows. */
        public static <R> Verdict<R> resend() {
            return new Verdict<>(Action.RESEND, null);
        }

        /** The modem is still at it: wait for its result code for one more attempt's time, without writing. */
        public static <R> Verdict<R> await() {
            return new Verdict<>(Action.AWAIT, null);
        }

        /** Give up with the last attempt's failure. */
        public static <R> Verdict<R> fail() {
            return new Verdict<>(Action.FAIL, null);
        }
    }

    /** The choices. */
    enum Action {
        SETTLED,
        RESEND,
        AWAIT,
        FAIL
    }
}
