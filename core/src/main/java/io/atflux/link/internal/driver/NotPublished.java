package io.atflux.link.internal.driver;

import io.atflux.error.AtConnectionException;
import io.atflux.error.AtConnectionException.Reason;
import io.atflux.error.AtException;
import io.atflux.error.AtOverflowException;
import io.atflux.error.Outcome;
import java.time.Duration;

/** The reasons why a link does not publish a message without a module's refusal. */
final class NotPublished {

    private NotPublished() {}

    static AtException notReady(Duration limit) {
        return of(Reason.OTHER, "the link was not ready within " + limit.toSeconds() + " s", Outcome.NOT_SENT);
    }

    static AtException full(int waiting) {
        return new AtOverflowException(
                AtOverflowException.Limit.QUEUE,
                waiting + " messages are already waiting",
                "PUBLISH",
                Outcome.NOT_SENT);
    }

    static AtException closed() {
        return of(Reason.CLOSED, "the link was closed", Outcome.NOT_SENT);
    }

    static AtException keptAndClosed() {
        return of(Reason.CLOSED, "the link was closed; the message stays in the outbox", Outcome.UNKNOWN);
    }

    static AtException missing() {
        return of(
                Reason.OTHER,
                "the outbox no longer has the message, and did not report why: a change of it failed",
                Outcome.NOT_SENT);
    }

    static AtException connectionGone() {
        return of(
                Reason.LOST,
                "the connection to the broker was lost while the message was being written",
                Outcome.UNKNOWN);
    }

    static AtException poison() {
        return of(
                Reason.OTHER,
                Attempt.POISON + " connections ended while this message was being written",
                Outcome.UNKNOWN);
    }

    private static AtException of(Reason reason, String message, Outcome outcome) {
        return new AtConnectionException(reason, message, "PUBLISH", outcome, null);
    }
}
