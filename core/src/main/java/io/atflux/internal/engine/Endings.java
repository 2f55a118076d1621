package io.atflux.internal.engine;

import io.atflux.error.AtConnectionException;
import io.atflux.error.AtException;
import io.atflux.error.AtOverflowException;
import io.atflux.error.AtProtocolException;
import io.atflux.error.AtRejectedException;
import io.atflux.error.AtTimeoutException;
import io.atflux.error.Outcome;
import io.atflux.internal.foreign.Foreign;
import io.atflux.internal.session.Services;
import io.atflux.internal.trace.MaskedCause;
import io.atflux.internal.trace.WireTap;
import io.atflux.observe.SessionObserver;
import io.atflux.observe.SessionObserver.Ending;
import java.time.Duration;

/** Names a command's ending: for observers, and for callers whose decoder cannot read the reply. */
final class Endings {

    private Endings() {}

    static Ending of(AtException error) {
        if (error instanceof AtRejectedException) {
            return Ending.REJECTED;
        }
        if (error instanceof AtTimeoutException) {
            return Ending.TIMEOUT;
        }
        if (error instanceof AtConnectionException) {
            return Ending.CONNECTION;
        }
        if (error instanceof AtProtocolException) {
            return Ending.PROTOCOL;
        }
        return error instanceof AtOverflowException ? Ending.OVERFLOW : Ending.USAGE;
    }

    /** Reports to the observer, if there is one. */
    static void report(Operation<?> op, Ending ending) {
        Services given = op.core.given;
        if (given.observer == SessionObserver.NONE) {
            return;
        }
        Attempts<?> attempts = op.attempts;
        Duration toEnd = op.wasWritten() ? Duration.ofNanos(given.now() - attempts.firstWrite()) : null;
        given.observer.commandEnded(SessionObserver.Command.of(
                op.prepared.text.name(), ending, attempts.writes(), attempts.toFinal(), toEnd));
    }

    static AtException withoutResult(WireTap tap, String command) {
        return notUnderstood(new NullPointerException("the decoder has no result"), tap, command);
    }

    static AtException notUnderstood(Throwable thrown, WireTap tap, String command) {
        Throwable cause = MaskedCause.of(thrown, tap::mask);
        return cause instanceof AtException typed
                ? typed
                : new AtProtocolException(
                        AtProtocolException.Reason.UNREADABLE_REPLY,
                        "the reply makes no sense: " + tap.mask(String.valueOf(thrown.getMessage())),
                        command,
                        Outcome.UNKNOWN,
                        Foreign.signal(cause));
    }
}
