package io.atflux.command;

import io.atflux.AtSession;
import io.atflux.error.AtException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A check before a command is written again, for commands of which a second execution could do harm: whether the first attempt
 * worked after all. Runs in its own turn, between the pause and the re-send. Implemented by programs, and by dialects for their
 * commands.
 *
 * @param <R> the command's result
 */
@FunctionalInterface
public interface Recheck<R> {

    /**
     * @param session the session, within the turn
     * @param failure how the last attempt ended; its outcome is UNKNOWN also if that attempt was refused but the result of an
     *     earlier one is unknown
     * @return the next step; an empty Mono or an error means {@link Decision#resend()}
     */
    Mono<Decision<R>> check(AtSession session, AtException failure);

    /**
     * The decision after a check. Immutable.
     *
     * @param <R> the command's result
     */
    final class Decision<R> {

        private final Action action;
        private final Supplier<? extends @Nullable R> result;

        private Decision(Action action, Supplier<? extends @Nullable R> result) {
            this.action = action;
            this.result = result;
        }

        private static <R> Decision<R> without(Action action) {
            return new Decision<>(action, () -> null);
        }

        /** The command worked after all. */
        public static <R> Decision<R> settled(R result) {
            return new Decision<>(Action.SETTLED, () -> result);
        }

        /** Write it again, if the rule still allows. */
        public static <R> Decision<R> resend() {
            return without(Action.RESEND);
        }

        /** The modem is still working on it: wait for its result code for one more attempt's time, without writing. */
        public static <R> Decision<R> await() {
            return without(Action.AWAIT);
        }

        /** Give up with the last attempt's failure. */
        public static <R> Decision<R> fail() {
            return without(Action.FAIL);
        }

        /** The next step. */
        public Action action() {
            return action;
        }

        /**
         * The command's result, for {@link Action#SETTLED}; null otherwise. After {@link AtCommand#as}, each call converts it
         * again and throws the converter's exceptions.
         */
        public @Nullable R result() {
            return result.get();
        }

        <S> Decision<S> as(Function<? super R, ? extends S> next) {
            return new Decision<>(action, () -> {
                R before = result();
                return before == null ? null : next.apply(before);
            });
        }

        @Override
        public String toString() {
            return action.toString();
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
