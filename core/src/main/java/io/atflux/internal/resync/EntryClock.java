package io.atflux.internal.resync;

import io.atflux.internal.ledger.Seat;
import io.atflux.internal.ledger.Sender;
import io.atflux.internal.session.Services;
import io.atflux.internal.session.Wire;
import io.atflux.internal.time.Durations;

/**
 * Estimates until when a data entry may be open in the modem. Times are the session clock's nanoseconds. Confined to the event
 * loop.
 */
final class EntryClock {

    private final Services given;
    private final Wire wire;
    /** The time until which the modem may request the data of a command that it began after its sender gave up. */
    private long promptDue;

    EntryClock(Services given) {
        this.given = given;
        this.wire = given.wire;
    }

    /** No written command can still cause a prompt. */
    void noPromptDue() {
        promptDue = soFar();
    }

    /** Bytes that a former session wrote may not have left yet. */
    void inherit() {
        promptDue = wire.lastWrite();
    }

    /** The seat's prompt may arrive as long as its sender waits for one; that time begins at the given point. */
    void promptOf(Seat seat, Sender op, long begins) {
        promptDue =
                begins + seat.prepared.allowance(given.wire, null, op.command().promptTimeout());
    }

    /** The module's own time-out may begin only then. */
    void notBefore(long nanos) {
        promptDue = promptDue - nanos > 0 ? promptDue : nanos;
    }

    /** The time at which the module has given up every data entry that may be open. */
    long quietUntil() {
        return quietUntil(wire.lastWrite());
    }

    /** The time until which ESC may still end an entry: the module of a former session may not have sent its prompt yet. */
    long openUntil(boolean unasked) {
        return quietUntil() + (unasked ? Durations.nanos(given.profile.dataEntryIdle()) : 0);
    }

    /** {@link #quietUntil} if the line ends now: bytes that have not left are lost with it. */
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

    /** The silence after which the module has given up waiting for more data. */
    long patience() {
        return wire.silence(given.profile.dataEntryIdle());
    }
}
