package io.atflux.link.internal.machine;

import io.atflux.link.Recovery;
import io.atflux.transport.Backoff;
import java.time.Duration;

/** What the user chose, as the rows of the tables need it. Immutable. */
final class Policy {

    /** A client that breaks within this time of its opening was thrown out. */
    static final Duration KICKED = Duration.ofMinutes(1);
    /** So many times in a row, and somebody else has its identity. */
    static final int KICKS = 4;
    /** So many times in a row right after the same request, and the broker refuses that request. */
    static final int REFUSALS = 3;
    /** Another request without an answer, and the connection is opened anew. */
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
