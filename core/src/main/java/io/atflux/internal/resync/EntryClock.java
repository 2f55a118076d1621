package io.atflux.internal.resync;

import io.atflux.internal.ledger.Seat;
import io.atflux.internal.ledger.Sender;
import io.atflux.internal.session.Services;
import io.atflux.internal.session.Wire;
import io.atflux.internal.time.Durations;

/**
 * Until when a data entry may be open at the modem's end, as it looks from this end of the line. Times are the session clock's
 * nanoseconds. Confined to the event loop.
 */
final class EntryClock {

    private final Services given;
    private final Wire wire;
    /** Until when the modem may ask for the data of a command that it only began with when nobody waited for it any more. */
    private long promptDue;

    EntryClock(Services given) {
        this.given = given;
        this.wire = given.wire;
    }

    /** No prompt is to come for what was written. */
    void noPromptDue() {
        promptDue = soFar();
    }

    /** What a former session wrote may not have left yet. */
    void inherit() {
        promptDue = wire.lastWrite();
    }

    /** The seat's prompt may come for as long as its sender waits for one, which begins then. */
    void promptOf(Seat seat, Sender op, long begins) {
        promptDue =
                begins + seat.prepared.allowance(given.wire, null, op.command().promptTimeout());
    }

    /** The module's patience may begin only then. */
    void notBefore(long nanos) {
        promptDue = promptDue - nanos > 0 ? promptDue : nanos;
    }

    /** When the module has given up whatever data entry may be open. */
    long quietUntil() {
        return quietUntil(wire.lastWrite());
    }

    /** Until when ESC may still end one: a former session's module may not even have asked yet. */
    long openUntil(boolean unasked) {
        return quietUntil() + (unasked ? Durations.nanos(given.profile.dataEntryIdle()) : 0);
    }

    /** {@link #quietUntil} if the line ends now: what has not left by now is lost with it. */
    long quietUntilAfterLoss() {
        return quietUntil(soFar());
    }

    private long quietUntil(long written) {
        return (promptDue - written > 0 ? promptDue : written) + patience();
    }

    private long soFar() {
        long now = given.now();
        return wire.lastWrite() - now > 0 ? now : wire.lastWrite();
    }

    /** For how long nothing is written until the module has given up waiting for more data. */
    long patience() {
        return wire.silence(given.profile.dataEntryIdle());
    }
}
