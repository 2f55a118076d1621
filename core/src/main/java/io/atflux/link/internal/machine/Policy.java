package io.atflux.link.internal.machine;

import io.atflux.link.Recovery;
import io.atflux.transport.Backoff;
import java.time.Duration;

/** The user's choices, as the rows of the tables need them. Immutable. */
final class Policy {

    /** A client that breaks within this time of its opening counts as disconnected by the broker. */
    static final Duration KICKED = Duration.ofMinutes(1);
    /** The number of such breaks in a row after which another device is assumed to have its identity. */
    static final int KICKS = 4;
    /** The number of breaks in a row, each right after the same request, after which the broker is assumed to refuse the request. */
    static final int REFUSALS = 3;
    /** The number of unanswered requests after which the connection is opened again. */
    static final int DOUBTS = 2;

    private final Backoff backoff;
    private final Recovery recovery;
    private final Ladder ladder;

    Policy(Backoff backoff, Recovery recovery) {
        this.backoff = backoff;
        this.recovery = recovery;
        this.ladder = new Ladder(recovery);
    }

    Recovery recovery() {
        return recovery;
    }

    Ladder ladder() {
        return ladder;
    }

    Duration wait(int failures, Moment moment) {
        return backoff.delay(failures, moment.random());
    }
}
