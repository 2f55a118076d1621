package io.atflux.internal.engine;

import io.atflux.command.AtCommand;
import io.atflux.command.RetryRule;
import io.atflux.error.AtException;
import io.atflux.error.AtRejectedException;
import io.atflux.error.AtTimeoutException;
import io.atflux.error.Outcome;
import io.atflux.profile.AtProfile;
import io.atflux.transport.Durations;
import java.time.Duration;
import java.util.Arrays;

/** Whether a command may be written again. Times are the session clock's nanoseconds. */
record Resending(AtCommand<?> command, AtProfile profile) {

    /** Whether another write, at the given time at the earliest, follows this failure. */
    boolean after(AtException failure, int attempts, long earliest, long firstWrite) {
        RetryRule rule = command.retry();
        boolean numberLeft = rule.resends() == Integer.MAX_VALUE || attempts <= rule.resends();
        return numberLeft && mayChange(failure) && isOpen(earliest, firstWrite);
    }

    /** Whether the rule's window is still open at a time: no write starts at its end or later. */
    boolean isOpen(long at, long firstWrite) {
        Duration window = command.retry().window();
        return window == null || at - firstWrite < Durations.nanos(window);
    }

    private boolean mayChange(AtException failure) {
        if (failure.outcome() == Outcome.UNKNOWN && !command.isRepeatable()) {
            return false;
        }
        if (failure instanceof AtRejectedException no) {
            return no.code().isEmpty() || !isHopeless(no.code().getAsInt());
        }
        return failure instanceof AtTimeoutException;
    }

    private boolean isHopeless(int code) {
        return profile.hopeless().contains(code)
                || Arrays.stream(command.hopeless()).anyMatch(c -> c == code);
    }
}
