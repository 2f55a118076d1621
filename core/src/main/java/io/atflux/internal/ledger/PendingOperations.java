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
 * The operations that the modem still executes after OK, oldest first. A result code belongs to the oldest unsettled entry of its
 * kind. An entry whose time is over is <i>owed</i>: its result code may still arrive. Another operation of that kind waits until it
 * has, or until a quarantine is over, so that no late result code ever confirms another operation. Confined to the event loop.
 */
public final class PendingOperations {

    /**
     * The meaning of a result code for one entry.
     *
     * @param origin the sender of the entry
     * @param ends the sender that receives the verdict; null if it is too late for that
     */
    public record Settled(Sender origin, @Nullable Sender ends, Verdict verdict) {}

    /** Called when an entry's time is over. */
    public interface Expiry {

        /** @param waiting the sender that waited for its result code; null if only its quarantine is over */
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

    /** OK arrived, before the result code or after it: if the command clears its resource, earlier operations on it are over. */
    public void accepted(Sender sender, Settlement settlement) {
        if (settlement.clears()) {
            forget(sender.command().resource());
        }
    }

    /** The result code is awaited until the attempt's time is over, with or without its sender. */
    public void hold(Sender sender, Settlement settlement) {
        PendingOperation e = add(sender, settlement, null, dueOf(sender));
        e.deadline.at(e.due);
    }

    /** Not even OK arrived: if the command was received after all, its result code is owed. */
    public void owe(Seat late) {
        owe(late, late);
    }

    /** Its data entry opened too late, and may take earlier lines for data: its result code may follow any final result. */
    public void oweWhateverComes(Seat late) {
        owe(late, null);
    }

    /** @param ends the seat whose late refusal ends the wait; null for none */
    private void owe(Seat late, @Nullable Seat ends) {
        Sender sender = late.op;
        Settlement settlement = late.settlement();
        if (sender != null && settlement != null) {
            quarantine(add(sender, settlement, ends, dueOf(sender)));
        }
    }

    /** Adds a result code that a former session left owed; the seat is this session's own. */
    public void inherit(Debt debt, @Nullable Seat seat) {
        quarantine(add(debt.origin(), debt.settlement(), seat, given.now() + debt.dueIn()));
    }

    /** The result codes still owed when the session ends. */
    public List<Debt> left(List<Seat> unanswered) {
        long now = given.now();
        return pending.stream()
                .map(e -> new Debt(e.origin, e.settlement, unanswered.contains(e.seat) ? e.seat : null, e.due - now))
                .toList();
    }

    public void clear() {
        pending.clear();
    }

    /** OK arrived late: the result code that the attempt might owe is owed for certain from now on. */
    public void acceptedLate(Seat late) {
        refusedLate(late);
        owe(late);
    }

    /** The modem refused late: no result code follows for this attempt. One for another attempt may. */
    public void refusedLate(Seat late) {
        for (PendingOperation e : List.copyOf(pending)) {
            if (e.seat == late) {
                remove(e);
            }
        }
    }

    /** The modem refused one of two attempts: if it accepted the other, that one's result code is owed. */
    public void refusedFirst(Seat first, Seat other) {
        refusedLate(first);
        owe(other);
    }

    /** Keeps it for the operation's time-out again, after the attempt's own time: the attempt may have been given up before that. */
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

    /** The module restarted: result codes are awaited until then, and other code ends the operations. */
    public void until(long nanos) {
        for (PendingOperation e : pending) {
            if (!e.owed) {
                e.deadline.at(nanos + Durations.nanos(e.timeout));
            }
        }
    }

    /** The module restarted, and is in step: it owes no result code of commands that were written before then. */
    public void forgetOwed(long then) {
        List<PendingOperation> all = List.copyOf(pending);
        all.stream().filter(e -> e.owed && e.origin.attemptStart() - then <= 0).forEach(this::remove);
    }

    /** An operation that waits for its result code is given up, and no code is owed for it. */
    public void giveUp(Sender sender) {
        List.copyOf(pending).stream().filter(e -> e.waiting == sender).forEach(this::remove);
    }

    /**
     * @param inFlight the settlement of the command in flight; null if it has none, or there is none
     * @return the entry that the line settles; null for none
     */
    public @Nullable Settled settle(AtLine line, @Nullable Settlement inFlight) {
        // No iterator here, nor in the methods below: they run for each line or command.
        for (int i = 0; i < pending.size(); i++) {
            PendingOperation e = pending.get(i);
            Verdict verdict = Foreign.ask("a settlement's judge", e.settlement.judge(), line, Verdict.NOT_MINE);
            if (verdict != Verdict.NOT_MINE && isOfOneKey(e.settlement, inFlight, line)) {
                return settle(e, verdict);
            }
        }
        return null;
    }

    /** Whether the line could not equally end an operation of the same kind with another key: then it ends neither. */
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
        // An owed failure does not concern the attempt that is now under way.
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

    /** No result code is owed on a resource any more: its client was closed or reopened. */
    private void forget(@Nullable String resource) {
        for (PendingOperation e : List.copyOf(pending)) {
            if (e.owed && resource != null && resource.equals(e.resource)) {
                remove(e);
            }
        }
    }

    /** The result code of the sender's last write is awaited again, and no other is owed for it. */
    public void notOwed(Sender sender) {
        for (int i = pending.size() - 1; i >= 0; i--) {
            PendingOperation e = pending.get(i);
            if (e.owed && e.origin == sender) {
                remove(e);
                return;
            }
        }
    }

    /**
     * An error arrived without a command in flight. @return the sender that it ends: the only possible one, if errors end its
     * operation; null for none
     */
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

    /** The sender's end was signalled. Result codes that it still owes remain, without a sender. */
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

    /** Whether the command must wait for entries of other operations, and none of these has a waiting sender. */
    public boolean onlyOwedBlock(Sender sender) {
        return block(sender) && pending.stream().allMatch(e -> e.owed || !e.blocks(sender));
    }
}
