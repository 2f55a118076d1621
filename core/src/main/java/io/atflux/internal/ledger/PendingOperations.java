package io.atflux.internal.ledger;

import io.atflux.Discipline;
import io.atflux.command.Settlement;
import io.atflux.command.Settlement.Verdict;
import io.atflux.internal.foreign.Foreign;
import io.atflux.internal.session.Services;
import io.atflux.internal.time.Durations;
import io.atflux.line.AtLine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the modem still works on after it said OK, oldest first. A result code belongs to the oldest unsettled entry of its
 * kind. An entry whose time is over is <i>owed</i>: its result code may still come, and another operation of that kind
 * waits until it did, or until a quarantine is over, so that no late result code ever confirms something else. Confined to
 * the event loop.
 */
public final class PendingOperations {

    /**
     * What a result code means to one of them.
     *
     * @param origin whose it was
     * @param ends who is told the verdict; null if it comes too late for that
     */
    public record Settled(Sender origin, @Nullable Sender ends, Verdict verdict) {}

    /** Hears that an entry's time is over. */
    public interface Expiry {

        /** @param waiting who waited so long for its result code; null if only its quarantine is over */
        void expired(@Nullable Sender waiting, Duration waited);
    }

    private final Services given;
    private final Expiry expiry;
    private final Consumer<PendingOperation> onExpiry = this::expired;
    private final List<PendingOperation> pending = new ArrayList<>(0);

    public PendingOperations(Services given, Expiry expiry) {
        this.given = given;
        this.expiry = expiry;
    }

    private PendingOperation add(Sender origin, Settlement settlement, @Nullable Seat seat, long due) {
        PendingOperation e = new PendingOperation(origin, settlement, seat, due, given.deadlines, onExpiry);
        pending.add(e);
        return e;
    }

    private long dueOf(Sender sender) {
        Duration timeout = sender.command().timeout();
        return sender.attemptStart()
                + sender.prepared().allowance(given.wire, sender.command().payload(), timeout);
    }

    /** OK came: whoever sent it, or nobody any more, waits for its result code until the attempt's time is over. */
    public void hold(Sender sender, Settlement settlement) {
        if (settlement.clears()) {
            // The modem accepted it, so whatever it worked on before is over.
            forget(sender.command().resource());
        }
        PendingOperation e = add(sender, settlement, null, dueOf(sender));
        e.deadline.at(e.due);
    }

    /** Not even OK came: should the command have arrived after all, its result code is owed. */
    public void owe(Seat late) {
        Sender sender = late.op;
        Settlement settlement = late.settlement();
        if (sender != null && settlement != null) {
            quarantine(add(sender, settlement, late, dueOf(sender)));
        }
    }

    /** What a former session left owed; the seat is this session's own. */
    public void inherit(Debt debt, @Nullable Seat seat) {
        quarantine(add(debt.origin(), debt.settlement(), seat, given.now() + debt.dueIn()));
    }

    /** What stays owed when the session ends. */
    public List<Debt> left(List<Seat> unanswered) {
        long now = given.now();
        return pending.stream()
                .map(e -> new Debt(e.origin, e.settlement, unanswered.contains(e.seat) ? e.seat : null, e.due - now))
                .toList();
    }

    public void clear() {
        pending.clear();
    }

    /** OK came late: what the attempt was feared to owe is owed for certain, from now on. */
    public void acceptedLate(Seat late) {
        refusedLate(late);
        owe(late);
    }

    /** The modem said no late: no result code will come for this attempt. Another one's may. */
    public void refusedLate(Seat late) {
        for (PendingOperation e : List.copyOf(pending)) {
            if (e.seat == late) {
                remove(e);
            }
        }
    }

    /** The modem said no to one of two attempts: should it have accepted the other, that one's result code is owed. */
    public void refusedFirst(Seat first, Seat other) {
        refusedLate(first);
        owe(other);
    }

    /** For the operation's own time-out again, after the attempt's own time: it may have been given up before that. */
    private void quarantine(PendingOperation e) {
        e.owed = true;
        e.deadline.at(Math.max(given.now(), e.due) + Durations.nanos(e.timeout));
    }

    private void expired(PendingOperation e) {
        if (e.owed) {
            pending.remove(e);
            expiry.expired(null, e.timeout);
        } else {
            quarantine(e);
            expiry.expired(e.waiting, e.timeout);
        }
    }

    /** The module was restarted: whoever waits for a result code does so until then, and is ended by somebody else. */
    public void until(long nanos) {
        for (PendingOperation e : pending) {
            if (!e.owed) {
                e.deadline.at(nanos + Durations.nanos(e.timeout));
            }
        }
    }

    /** The module was restarted, and is in step: it owes no result code any more. */
    public void forgetOwed() {
        List.copyOf(pending).stream().filter(e -> e.owed).forEach(this::remove);
    }

    /** An operation that waits for its result code is given up, and nothing is owed for it. */
    public void giveUp(Sender sender) {
        List.copyOf(pending).stream().filter(e -> e.waiting == sender).forEach(this::remove);
    }

    /**
     * @param inFlight how the command in flight is settled; null if it is not, or there is none
     * @return what the line settles; null for nothing
     */
    public @Nullable Settled settle(AtLine line, @Nullable Settlement inFlight) {
        // No iterator here, nor in what follows: these are asked for each line, or for each command.
        for (int i = 0; i < pending.size(); i++) {
            PendingOperation e = pending.get(i);
            Verdict verdict = Foreign.ask("a settlement's judge", e.settlement.judge(), line, Verdict.NOT_MINE);
            if (verdict != Verdict.NOT_MINE && isOfOneKey(e.settlement, inFlight, line)) {
                return settle(e, verdict);
            }
        }
        return null;
    }

    /** Whether the line could not as well end an operation of the same kind with another key: then it ends neither. */
    public boolean isOfOneKey(Settlement settlement, @Nullable Settlement inFlight, AtLine line) {
        if (inFlight != null && isRival(settlement, inFlight, line)) {
            return false;
        }
        for (int i = 0; i < pending.size(); i++) {
            if (isRival(settlement, pending.get(i).settlement, line)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isRival(Settlement one, Settlement other, AtLine line) {
        return one.kind().equals(other.kind())
                && !one.key().equals(other.key())
                && Foreign.ask("a settlement's judge", other.judge(), line, Verdict.NOT_MINE) != Verdict.NOT_MINE;
    }

    private Settled settle(PendingOperation e, Verdict verdict) {
        Sender waiting = e.waiting;
        if (verdict == Verdict.PROGRESS) {
            return new Settled(e.origin, waiting, verdict);
        }
        remove(e);
        // An owed failure says nothing of the attempt that is now under way.
        boolean ofEarlierAttempt = e.owed && waiting != null && verdict == Verdict.FAILURE && waiting.isAwaited();
        if (waiting == null || waiting.isDone() || ofEarlierAttempt) {
            return new Settled(e.origin, null, verdict);
        }
        for (int i = 0; i < pending.size(); i++) {
            if (pending.get(i).isHeldBy(waiting)) {
                quarantine(pending.get(i));
            }
        }
        return new Settled(e.origin, waiting, verdict);
    }

    private void remove(PendingOperation e) {
        e.deadline.clear();
        pending.remove(e);
    }

    /** Nothing more is owed on a resource: its client was closed or opened anew. */
    private void forget(@Nullable String resource) {
        for (PendingOperation e : List.copyOf(pending)) {
            if (e.owed && resource != null && resource.equals(e.resource)) {
                remove(e);
            }
        }
    }

    /** The sender's last write is waited for anew, and owes nothing beside that. */
    public void notOwed(Sender sender) {
        for (int i = pending.size() - 1; i >= 0; i--) {
            PendingOperation e = pending.get(i);
            if (e.owed && e.origin == sender) {
                remove(e);
                return;
            }
        }
    }

    /** An error came without a command in flight. @return who ends by it: the only one it can be of, if errors end that; null for nobody */
    public @Nullable Sender endedByError() {
        Sender only = null;
        for (PendingOperation e : pending) {
            if (only != null && only != e.origin) {
                return null;
            }
            only = e.origin;
        }
        for (PendingOperation e : pending) {
            Sender waiting = e.waiting;
            if (!e.owed && e.settlement.errorEnds() && waiting != null) {
                remove(e);
                return waiting;
            }
        }
        return null;
    }

    /** Its end was told. What it still owes stays, for nobody. */
    public void ended(Sender sender) {
        for (int i = 0; i < pending.size(); i++) {
            PendingOperation e = pending.get(i);
            if (e.waiting == sender) {
                e.waiting = null;
            }
        }
    }

    /** Whether a live operation holds the line, by its own discipline or else by the session's. */
    public boolean holdLine(Discipline byDefault) {
        for (int i = 0; i < pending.size(); i++) {
            if (pending.get(i).holdsLine(byDefault)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the command must wait for an entry of another operation. */
    public boolean block(Sender sender) {
        for (int i = 0; i < pending.size(); i++) {
            if (pending.get(i).blocks(sender)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the command must wait for entries of other operations, and nobody waits for any of these any more. */
    public boolean onlyOwedBlock(Sender sender) {
        return block(sender) && pending.stream().allMatch(e -> e.owed || !e.blocks(sender));
    }
}
