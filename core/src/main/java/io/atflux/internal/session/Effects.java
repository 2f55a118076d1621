package io.atflux.internal.session;

import io.atflux.Discipline;
import io.atflux.command.FinalResult;
import io.atflux.command.Settlement;
import io.atflux.command.Settlement.Verdict;
import io.atflux.error.AtTimeoutException.Phase;
import io.atflux.internal.foreign.Foreign;
import io.atflux.line.AtLine;
import io.atflux.transport.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the modem still works on after it said OK, oldest first. A result code belongs to the oldest unsettled entry of its
 * kind. An entry whose time is over is <i>owed</i>: its result code may still come, and another operation of that kind
 * waits until it did, or until a quarantine is over, so that no late result code ever confirms something else. Confined to
 * the event loop.
 */
final class Effects {

    private static final class Effect {
        private final Settlement settlement;
        private final @Nullable String resource;
        private final Duration timeout;
        private final Operation<?> origin;
        /** Of an attempt that did not get its OK in time, null for others. */
        private final @Nullable Seat seat;
        /** When the attempt's own time is over. */
        private final long due;

        private @Nullable Operation<?> op;
        private boolean owed;
        private final Deadlines.Deadline deadline;

        Effect(Effects effects, Operation<?> op, Settlement settlement, @Nullable Seat seat) {
            this(effects, op, settlement, seat, dueOf(effects, op));
        }

        private static long dueOf(Effects effects, Operation<?> op) {
            return op.attemptStart() + effects.core.allowance(op.prepared, op.command.payload(), op.command.timeout());
        }

        Effect(Effects effects, Operation<?> op, Settlement settlement, @Nullable Seat seat, long due) {
            this.settlement = settlement;
            this.resource = op.command.resource();
            this.timeout = op.command.timeout();
            this.origin = op;
            this.seat = seat;
            this.due = due;
            this.op = op.isDone() ? null : op;
            this.deadline = effects.core.deadlines.create(() -> effects.expired(this));
        }

        boolean isHeldBy(Operation<?> other) {
            return op == other && !owed;
        }
    }

    private final SessionCore core;
    private final List<Effect> effects = new ArrayList<>(2);

    Effects(SessionCore core) {
        this.core = core;
    }

    /** OK came: the operation, or what is left of it, waits for its result code until the attempt's time is over. */
    void hold(Operation<?> op, Settlement settlement) {
        if (settlement.clears()) {
            // The modem accepted it, so whatever it worked on before is over.
            forget(op.command.resource());
        }
        Effect e = new Effect(this, op, settlement, null);
        effects.add(e);
        e.deadline.at(e.due);
    }

    /** Not even OK came: should the command have arrived after all, its result code is owed. */
    void owe(Seat late) {
        Operation<?> op = late.op;
        Settlement settlement = late.settlement();
        if (op != null && settlement != null) {
            Effect e = new Effect(this, op, settlement, late);
            effects.add(e);
            quarantine(e);
        }
    }

    /** What a former session left owed; the seat is this session's own. */
    void inherit(Inheritance.Debt debt, @Nullable Seat seat) {
        Effect e = new Effect(this, debt.origin(), debt.settlement(), seat, core.deadlines.now() + debt.dueIn());
        effects.add(e);
        quarantine(e);
    }

    /** What stays owed when the session ends. */
    List<Inheritance.Debt> left(List<Seat> unanswered) {
        long now = core.deadlines.now();
        return effects.stream()
                .map(e -> new Inheritance.Debt(
                        e.origin, e.settlement, unanswered.contains(e.seat) ? e.seat : null, e.due - now))
                .toList();
    }

    void clear() {
        effects.clear();
    }

    /** OK came late: what the attempt was feared to owe is owed for certain, from now on. */
    void acceptedLate(Seat late) {
        refusedLate(late);
        owe(late);
    }

    /** The modem said no late: no result code will come for this attempt. Another one's may. */
    void refusedLate(Seat late) {
        for (Effect e : List.copyOf(effects)) {
            if (e.seat == late) {
                remove(e);
            }
        }
    }

    /** The modem said no to one of two attempts: should it have accepted the other, that one's result code is owed. */
    void refusedFirst(Seat first, Seat other) {
        refusedLate(first);
        owe(other);
    }

    /** For the operation's own time-out again, behind the attempt's own time: it may have been given up before that. */
    private void quarantine(Effect e) {
        e.owed = true;
        e.deadline.at(Math.max(core.deadlines.now(), e.due) + Durations.nanos(e.timeout));
    }

    private void expired(Effect e) {
        if (e.owed) {
            effects.remove(e);
            core.drain();
            return;
        }
        quarantine(e);
        Operation<?> op = e.op;
        if (op != null) {
            op.timedOut(Phase.URC, e.timeout, List.of());
        }
        core.drain();
    }

    /** The module was restarted: whoever waits for a result code does so until then, and is ended by somebody else. */
    void until(long nanos) {
        for (Effect e : effects) {
            if (!e.owed) {
                e.deadline.at(nanos + Durations.nanos(e.timeout));
            }
        }
    }

    /** The module was restarted, and is in step: it owes no result code any more. */
    void forgetOwed() {
        List.copyOf(effects).stream().filter(e -> e.owed).forEach(this::remove);
    }

    /** An operation that waits for its result code is given up, and nothing is owed for it. */
    void giveUp(Operation<?> op) {
        List.copyOf(effects).stream().filter(e -> e.op == op).forEach(this::remove);
    }

    /** Whether the line settles an entry. */
    boolean settle(AtLine line) {
        for (Effect e : effects) {
            Verdict verdict = Foreign.ask("a settlement's judge", e.settlement.judge(), line, Verdict.NOT_MINE);
            if (verdict != Verdict.NOT_MINE && isOfOneKey(e.settlement, line)) {
                settle(e, line, verdict);
                return true;
            }
        }
        return false;
    }

    /** Whether the line could not as well end an operation of the same kind with another key: then it ends neither. */
    boolean isOfOneKey(Settlement settlement, AtLine line) {
        Seat seat = core.seat();
        Settlement inFlight = seat == null ? null : seat.settlement();
        return (inFlight == null || !isRival(settlement, inFlight, line))
                && effects.stream().noneMatch(other -> isRival(settlement, other.settlement, line));
    }

    private static boolean isRival(Settlement one, Settlement other, AtLine line) {
        return one.kind().equals(other.kind())
                && !one.key().equals(other.key())
                && Foreign.ask("a settlement's judge", other.judge(), line, Verdict.NOT_MINE) != Verdict.NOT_MINE;
    }

    private void settle(Effect e, AtLine line, Verdict verdict) {
        core.tap.received(line, e.origin);
        Operation<?> op = e.op;
        if (verdict == Verdict.PROGRESS) {
            if (op != null) {
                op.progressed(line);
            }
            return;
        }
        remove(e);
        boolean moved = op == null || op.isDone();
        // An owed failure says nothing of the attempt that is now under way.
        boolean ofEarlierAttempt = e.owed
                && op != null
                && verdict == Verdict.FAILURE
                && (op.state() == Operation.State.SEATED || op.state() == Operation.State.HOLDING);
        if (op == null || moved || ofEarlierAttempt) {
            core.announcer.lateUrc(e.origin, line);
        } else {
            effects.stream().filter(held -> held.isHeldBy(op)).forEach(this::quarantine);
            op.settled(line, verdict);
        }
        core.drain();
    }

    private void remove(Effect e) {
        e.deadline.clear();
        effects.remove(e);
    }

    /** Nothing more is owed on a resource: its client was closed or opened anew. */
    private void forget(@Nullable String resource) {
        for (Effect e : List.copyOf(effects)) {
            if (e.owed && resource != null && resource.equals(e.resource)) {
                remove(e);
            }
        }
    }

    /** The operation's last write is waited for anew, and owes nothing beside that. */
    void notOwed(Operation<?> op) {
        for (int i = effects.size() - 1; i >= 0; i--) {
            Effect e = effects.get(i);
            if (e.owed && e.origin == op) {
                remove(e);
                return;
            }
        }
    }

    /** A final result came without a command in flight. */
    boolean takesError(FinalResult result, AtLine line) {
        for (Effect e : effects) {
            Operation<?> op = e.op;
            if (!e.owed && e.settlement.errorEnds() && !result.isOk() && op != null) {
                core.tap.received(line, op);
                remove(e);
                op.heldError(result);
                core.drain();
                return true;
            }
        }
        return false;
    }

    /** The operation's ticket is over. Its entries stay, for nobody. */
    void ended(Operation<?> op) {
        for (Effect e : effects) {
            if (e.op == op) {
                e.op = null;
            }
        }
    }

    /** Whether a live operation holds the line, by its own discipline or else by the session's. */
    boolean holdLine(Discipline byDefault) {
        for (Effect e : effects) {
            Operation<?> op = e.op;
            if (!e.owed && op != null && op.discipline(byDefault) == Discipline.STRICT) {
                return true;
            }
        }
        return false;
    }

    /** Whether the command must wait for an entry of another operation. */
    boolean block(Operation<?> op) {
        if (effects.isEmpty()) {
            return false;
        }
        Settlement settlement = op.command.settlement();
        String resource = op.command.resource();
        for (Effect e : effects) {
            if (e.op == op) {
                continue;
            }
            boolean locked = !e.owed && resource != null && Objects.equals(e.resource, resource);
            // What clears may pass what nobody waits for any more; never what somebody else does, who would be settled
            // by
            // its result code.
            Operation<?> waiting = e.op;
            boolean sameKind = settlement != null
                    && settlement.isSameKind(e.settlement)
                    && (!settlement.clears() || (waiting != null && !op.isRecheckOf(waiting)));
            if (locked || sameKind) {
                return true;
            }
        }
        return false;
    }
}
