package io.atflux.internal.engine;

import io.atflux.error.AtConnectionException.Reason;
import io.atflux.error.AtException;
import io.atflux.internal.failure.Loss;
import io.atflux.internal.foreign.Foreign;
import io.atflux.internal.ledger.Seat;
import io.atflux.internal.publish.FanOut;
import io.atflux.internal.session.Wire;
import io.atflux.internal.time.Durations;
import io.atflux.internal.turn.CommandQueue;
import io.atflux.line.AtLine;
import io.atflux.urc.Overflow;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Ends a session, once: signals the end to every waiting subscriber, and leaves the owed replies to the next session on the same
 * modem. Confined to the event loop, except {@link #left} and {@link #closed}.
 */
final class SessionEnd {

    private static final Logger LOG = LoggerFactory.getLogger(SessionCore.class);
    private static final Loss CLOSED = new Loss(Reason.CLOSED, "the connection is closed");

    private final SessionCore core;
    private final Wire wire;
    private final CommandQueue queue;
    private final FanOut<Void> closed;
    private volatile Outstanding left = Outstanding.NONE;
    /** The time of the end, by the session's clock. */
    private volatile long endedAt;

    private Loss loss = CLOSED;
    /** The command in flight when the session ended. */
    private @Nullable Seat cut;

    SessionEnd(SessionCore core, CommandQueue queue) {
        this.core = core;
        this.wire = core.given.wire;
        this.queue = queue;
        this.closed = new FanOut<>(core.given.loop, none -> {});
    }

    void inherit(Outstanding former) {
        new Takeover(core).inherit(former);
    }

    /** The state for the next session on this modem. Any thread, after this session has signalled its end. */
    Outstanding left() {
        return left;
    }

    /** The same, aged to the present time for a session that begins now. */
    Outstanding leftSince() {
        long now = core.given.deadlines.timer().now(TimeUnit.NANOSECONDS);
        return left == Outstanding.NONE ? left : left.aged(Duration.ofNanos(Math.max(0, now - endedAt)));
    }

    Mono<Void> closed() {
        return closed.<Void>flux(none -> null, Overflow.dropNewest(1)).then();
    }

    /** An unexpected exception: the session's state is no longer reliable, and every subscriber receives the end. */
    void broken(Throwable unexpected) {
        // The exception's message may hold words of the modem.
        Loss failed = new Loss(
                Reason.OTHER, "the session failed: " + unexpected.getClass().getName());
        LOG.error("{} the session failed", core.given.tap.name(), Foreign.wordless(unexpected));
        try {
            terminate(failed, true);
        } catch (Throwable again) {
            LOG.error("{} the session's end failed as well", core.given.tap.name(), Foreign.wordless(again));
        } finally {
            // Also if the session had ended before.
            core.live.sever(failed);
            wire.close();
        }
        Foreign.passOnFatal(unexpected);
    }

    /** Not queued. Ends by its own deadline, even if the transport does not. */
    Mono<Void> close() {
        return Mono.defer(() -> {
            core.onLoop(() -> {
                terminate(new Loss(Reason.CLOSED, "the connection was closed"), false);
                wire.close();
            });
            return wire.whenClosed()
                    .timeout(
                            Durations.bounded(core.given.options.closeTimeout()),
                            Mono.empty(),
                            core.given.deadlines.timer());
        });
    }

    /** Ends the session from within: the line is of no more use. */
    void fail(String why) {
        terminate(new Loss(Reason.UNRESPONSIVE, why), true);
        wire.close();
    }

    /** Ends everything that waits. Only the first call has an effect. */
    void terminate(Loss why, boolean lost) {
        if (!core.standing.open) {
            return;
        }
        Opening unfound = lost ? core.standing.opening() : null;
        boolean silent = unfound != null && unfound.words.isNothing();
        // A held line may end a command, but must not release another one.
        core.dispatcher.holdWrites();
        core.lines.end();
        core.dispatcher.releaseForGood();
        if (unfound != null && core.standing.opening() == unfound) {
            core.given.events.event(unfound.words.noModem(silent));
        }
        if (!core.standing.open) {
            return;
        }
        core.standing.open = false;
        if (lost) {
            // Later requests need the reason as well.
            loss = why;
        }
        try {
            core.resync.close();
            // A subscriber that receives the end below finds the session closed.
            core.standing.update();
            cut = core.flight.seat();
            endedAt = core.given.deadlines.timer().now(TimeUnit.NANOSECONDS);
            left = new Takeover(core).leave(cut);
        } finally {
            end(why, lost);
        }
    }

    private void end(Loss why, boolean lost) {
        core.flight.abandon();
        queue.clear();
        try {
            core.live.sever(why);
        } finally {
            // The state now belongs to the next session: this one must not keep it reachable.
            cut = null;
            core.owed.clear();
            core.settlements.pending.clear();
            core.given.deadlines.close();
            core.drain();
            AtException error = why.error();
            core.given.events.terminate(lost ? error : null);
            closed.terminate(lost ? error : null);
        }
    }

    /** The error that refuses a turn after the end. */
    AtException refusal() {
        return loss.error();
    }

    /** Ends an operation that is submitted after the end. */
    void refuse(Operation<?> op) {
        op.sever(loss);
    }

    /** The lines of its reply that had arrived when the session ended. */
    List<AtLine> cutOff(Operation<?> op) {
        Seat current = cut;
        return current != null && current.op == op ? current.lines() : List.of();
    }
}
