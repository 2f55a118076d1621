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
 * Sends {@code AT} to a modem that has been silent for some time, to check that the line answers. If no answer arrives, its reply
 * is owed, and the next command makes the session resynchronise or end. So a second {@code AT} is enough to detect a dead line.
 * Confined to the event loop.
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

    /** The line was opened, or bytes arrived. */
    void heard() {
        if (core.state() != SessionState.CLOSED) {
            deadline.at(deadlines.now() + silence);
        }
    }

    private void silent() {
        SessionState state = core.state();
        // A command in flight has its own limits, and so has the resynchronisation.
        if (asking || state == SessionState.BUSY || state == SessionState.RESYNCING) {
            heard();
            return;
        }
        asking = true;
        ask(core)
                .onErrorResume(AtTimeoutException.class, unanswered -> ask(core))
                .subscribe(answered -> over(), gone -> over());
    }

    /** For a caller that observes the answer on the line; a command in flight already serves as the check. */
    static void askOnce(SessionCore core) {
        if (core.state() == SessionState.READY) {
            ask(core).subscribe(answered -> {}, gone -> {});
        }
    }

    /** The answer is delivered on the loop, wherever those of users' commands are. */
    private static Mono<AtReply> ask(SessionCore core) {
        return new OperationMono<>(core, AtCommand.of("AT").in(Lane.CONTROL), null);
    }

    private void over() {
        asking = false;
        heard();
    }
}
