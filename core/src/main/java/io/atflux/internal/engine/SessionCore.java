package io.atflux.internal.engine;

import io.atflux.AtSession;
import io.atflux.SessionEvent;
import io.atflux.SessionState;
import io.atflux.error.AtException;
import io.atflux.internal.ledger.OwedReplies;
import io.atflux.internal.ledger.Prepared;
import io.atflux.internal.ledger.Seat;
import io.atflux.internal.ledger.Sender;
import io.atflux.internal.lines.LineStage;
import io.atflux.internal.publish.FanOut;
import io.atflux.internal.resync.ProbeHost;
import io.atflux.internal.resync.Resync;
import io.atflux.internal.session.Services;
import io.atflux.internal.time.Durations;
import io.atflux.internal.turn.CommandQueue;
import io.atflux.internal.turn.LiveSet;
import io.atflux.internal.turn.Turn;
import io.atflux.internal.turn.TurnHost;
import io.atflux.internal.turn.TurnKeeper;
import io.atflux.line.AtLine;
import io.atflux.observe.LineEvent.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Runs one command at a time on the line: connects the parts of a session, and is their common interface. All state is confined to
 * the connection's event loop. Another thread only submits a task to the loop (and subscribers join their {@link FanOut} from any
 * thread).
 */
final class SessionCore implements ProbeHost, TurnHost {

    final Services given;
    /** The commands and turns that must receive the session's end. */
    final LiveSet live = new LiveSet();

    final OwedReplies owed = new OwedReplies();
    final Standing standing;
    final Settlements settlements;
    final Resync resync;
    final TurnKeeper turns;
    final InFlight flight;
    final FinalResults finals;
    final LineStage lines;
    final Dispatcher dispatcher;
    final SessionEnd end;

    SessionCore(Services given) {
        this.given = given;
        this.standing = new Standing(this);
        this.settlements = new Settlements(this);
        this.resync = new Resync(given, owed, settlements.pending, this);
        CommandQueue queue = new CommandQueue(live);
        this.turns = new TurnKeeper(given, this, queue);
        this.flight = new InFlight(this);
        this.finals = new FinalResults(this);
        this.lines = new LineStage(given, new Router(this));
        this.dispatcher = new Dispatcher(this, queue, new WriteRights(given.options, owed, settlements.pending));
        this.end = new SessionEnd(this, queue);
        given.deadlines.guardedBy(end::broken);
    }

    /** Takes over the state of a former session on this modem, before any write or read. */
    void inherit(Outstanding former) {
        end.inherit(former);
        armScanner();
        standing.update();
    }

    /** The line is open: from now on owed replies can arrive. */
    void opened() {
        standing.opened();
        owed.drainUntil(given.now() + Durations.nanos(given.options.drain()));
    }

    SessionState state() {
        return standing.state();
    }

    @Override
    public boolean isOpen() {
        return standing.open;
    }

    @Override
    public void onLoop(Runnable task) {
        if (given.loop.inEventLoop()) {
            enter(task);
            return;
        }
        try {
            given.loop.execute(() -> enter(task));
        } catch (RejectedExecutionException gone) {
            // The loop has ended, so no other thread uses the state any more.
            standing.open = false;
            enter(task);
        }
    }

    /** The exception handler round every entry into the session: reads, timers, tasks, ends of writes. */
    void enter(Runnable task) {
        try {
            task.run();
        } catch (Throwable unexpected) {
            end.broken(unexpected);
        }
    }

    @Override
    public void drain() {
        dispatcher.drain();
    }

    @Override
    public AtException full(@Nullable String command) {
        return dispatcher.full(command);
    }

    @Override
    public AtException ended() {
        return end.refusal();
    }

    @Override
    public AtSession within(Turn turn) {
        return new DefaultSession(this, turn);
    }

    @Override
    public void armScanner() {
        flight.armScanner();
    }

    @Override
    public void writeProbe(Prepared probe) {
        flight.writeProbe(probe);
    }

    @Override
    public long awakeAt() {
        return dispatcher.awakeAt();
    }

    /** Reports which command the line belongs to, before any subscriber receives it. */
    void belongs(AtLine line, Kind kind, @Nullable Seat seat) {
        belongs(line, kind, seat == null ? null : seat.prepared, seat == null ? null : seat.op);
    }

    /** @param command null for none */
    void belongs(AtLine line, Kind kind, @Nullable Prepared command, @Nullable Sender sender) {
        given.tap.received(line, kind, command == null ? null : command.text.masked(), sender);
    }

    /** Whether the seat's answer is certain to be its own. */
    boolean isInStep(Seat seat) {
        return owed.isEmpty() && seat.op != null && !seat.isRaw();
    }

    /** The written commands that have not ended, whether they wait for an answer, a result code, or a re-send. */
    List<Operation<?>> askedBefore() {
        List<Operation<?>> all = new ArrayList<>(1);
        live.each(one -> {
            if (one instanceof Operation<?> op && op.wasWritten() && op.mayWrite()) {
                all.add(op);
            }
        });
        return all;
    }

    /** The module restarted: no data entry is open, and it has forgotten the commands that it accepted. */
    void restarted(long until) {
        standing.restarted();
        flight.endsBy(until);
        resync.moduleRestarted();
    }

    /** The restarted module no longer answers the command. */
    void endRestarted(Operation<?> op) {
        Seat current = flight.seat();
        if (current != null && current.op == op) {
            flight.vacate(current);
            boolean crossed = standing.mayHaveCrossedRestart(op);
            owed.add(crossed ? finals.overtaken(current, op.attemptStart()) : current, given.now());
            armScanner();
            if (current.awaitsPrompt() && crossed) {
                resync.suspectDataEntry();
            }
        }
        settlements.pending.giveUp(op);
        op.restarted();
    }

    @Override
    public void inStep(SessionEvent.@Nullable Resynchronised event, List<AtLine> answer) {
        resync.proven();
        lines.settings.inStep();
        standing.quiet.proven(answer);
        nothingIsOwed();
        if (event == null) {
            given.tap.note("in step");
        } else {
            given.events.inStep(event);
        }
    }

    @Override
    public void presumeInStep(String why) {
        nothingIsOwed();
        standing.quiet.over();
        given.tap.note("presumed to be in step: " + why);
        given.events.event(new SessionEvent.Presumed(why));
    }

    private void nothingIsOwed() {
        standing.proven = true;
        owed.clear(given.now());
        if (standing.restarted) {
            standing.restarted = false;
            settlements.pending.forgetOwed(standing.restartedAfter());
        }
        armScanner();
    }

    @Override
    public void fail(String why, boolean answered) {
        Opening opening = standing.opening();
        if (opening != null && opening.begins(why)) {
            return;
        }
        given.events.event(new SessionEvent.OutOfStep(answered));
        end.fail(why + standing.heardInstead());
    }
}
