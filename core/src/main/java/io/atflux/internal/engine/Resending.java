package io.atflux.internal.engine;

import io.atflux.command.CommandSpec;
import io.atflux.command.RetryRule;
import io.atflux.error.AtException;
import io.atflux.error.AtProtocolException;
import io.atflux.error.AtRejectedException;
import io.atflux.error.AtTimeoutException;
import io.atflux.error.Outcome;
import io.atflux.internal.time.Durations;
import io.atflux.profile.AtProfile;
import java.time.Duration;

/** Decides whether a command may be written again. Times are the session clock's nanoseconds. */
record Resending(CommandSpec<?> command, AtProfile profile) {

    /**
     * Whether another write may follow, at the given time at the earliest.
     *
     * @param up the time since the module's start, as far as the session knows
     */
    boolean after(AttemptHistory attempts, long earliest, long up) {
        RetryRule rule = command.retry();
        boolean numberLeft = rule.resends() == Integer.MAX_VALUE || attempts.number() <= rule.resends();
        return numberLeft && mayChange(attempts, up) && isOpen(earliest, attempts.firstWrite());
    }

    /** Whether the rule's window is still open at a time: no write starts at its end or later. */
    boolean isOpen(long at, long firstWrite) {
        Duration window = command.retry().window();
        return window == null || at - firstWrite < Durations.nanos(window);
    }

    /** Whether another attempt may overcome the last failure. */
    boolean mayChange(AttemptHistory attempts, long up) {
        AtException failure = attempts.failure();
        if (failure == null || (failure.outcome() == Outcome.UNKNOWN && !command.isRepeatable())) {
            return false;
        }
        if (failure instanceof AtRejectedException no) {
            return no.code().isEmpty() || !isPermanent(no.code().getAsInt(), attempts.isRepeated(), up);
        }
        return failure instanceof AtTimeoutException || lacksItsLine(failure);
    }

    /** An unsolicited final result, such as a second OK, may end the next read command early: that command can be sent again. */
    private boolean lacksItsLine(AtException failure) {
        return failure instanceof AtProtocolException
                && !command.answers().isEmpty()
                && failure.lines().stream()
                        .noneMatch(line -> command.answers().stream().anyMatch(shape -> shape.matches(line)));
    }

    private boolean isPermanent(int code, boolean repeated, long up) {
        if (profile.neverRetryOn().contains(code) || command.neverRetryOn().contains(code)) {
            return true;
        }
        return repeated
                && (profile.neverRetryOnRepeated().contains(code)
                        || (command.neverRetryOnRepeated().contains(code)
                                && up >= Durations.nanos(command.settling())));
    }
}
