package io.atflux.internal.engine;

import io.atflux.SessionState;
import io.atflux.command.AtCommand;
import io.atflux.command.AtReply;
import io.atflux.command.Lane;
import io.atflux.error.AtTimeoutException;
import io.atflux.internal.time.Deadlines;
import io.atflux.internal.time.Durations;
import java.time.Duration;
import reactor.core.publisher.Mono;

/**
 * Asks a modem that has been silent for some time whether it is still there. An answer that does not come is owed, and what
 * is asked next makes the session find back into step or end: so a second question is all that a dead line needs. Confined to
 * the event loop.
 */
final class Liveness {

    private final SessionCore core;
    private final Deadlines deadlines;
    private final long silence;
    private final Deadlines.Deadline deadline;
    private boolean asking;

    Liveness(SessionCore core, Deadlines deadlines, Duration silence) {
        this.core = core;
        this.deadlines = deadlines;
        this.silence = Durations.nanos(silence);
        this.deadline = deadlines.create(this::silent);
    }

    /** The line was opened, or bytes came. */
    void heard() {
        if (core.state() != SessionState.CLOSED) {
            deadline.at(deadlines.now() + silence);
        }
    }

    private void silent() {
        SessionState state = core.state();
        // A command in flight has limits of its own, and so has the way back into step.
        if (asking || state == SessionState.BUSY || state == SessionState.RESYNCING) {
            heard();
            return;
        }
        asking = true;
        ask(core)
                .onErrorResume(AtTimeoutException.class, unanswered -> ask(core))
                .subscribe(answered -> over(), gone -> over());
    }

    /** For somebody else, who listens for the answer; a command in flight asks already. */
    static void askOnce(SessionCore core) {
        if (core.state() == SessionState.READY) {
            ask(core).subscribe(answered -> {}, gone -> {});
        }
    }

    /** Its end is told on the loop, wherever those of users' commands are. */
    private static Mono<AtReply> ask(SessionCore core) {
        return new OperationMono<>(core, AtCommand.of("AT").in(Lane.CONTROL), null);
    }

    private void over() {
        asking = false;
        heard();
    }
}
