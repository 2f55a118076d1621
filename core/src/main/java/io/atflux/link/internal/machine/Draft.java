package io.atflux.link.internal.machine;

import io.atflux.link.Rung;
import io.atflux.link.internal.machine.MachineState.Queued;
import io.atflux.link.internal.machine.MachineState.Running;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The next state in the making, and the effects. All rows of the tables work through it. */
final class Draft {

    /** The time limit for cancelled work to end before the line is closed. */
    static final Duration CANCEL_LIMIT = Duration.ofSeconds(10);

    final MachineState state;
    final Policy policy;
    final Moment moment;
    final List<Effect> effects = new ArrayList<>();

    Draft(MachineState before, Policy policy, Moment moment) {
        this.state = before.copy();
        this.policy = policy;
        this.moment = moment;
    }

    Step step() {
        return new Step(state, List.copyOf(effects));
    }

    // Timers

    long timer(Duration after) {
        long id = ++state.ids;
        effects.add(new Effect.Timer(id, after));
        return id;
    }

    void forget(long timer) {
        if (timer != 0) {
            effects.add(new Effect.Forget(timer));
        }
    }

    // Work

    /** Begins the module's work, replacing all current and queued work. */
    void begin(LineWork work) {
        enter(phaseOf(work));
        state.queue = List.of();
        instead(new Queued(work, 0));
    }

    /** Queues a client's work. */
    void queue(LineWork work, int client) {
        Queued wanted = new Queued(work, client);
        if (!state.queue.contains(wanted)) {
            List<Queued> more = new ArrayList<>(state.queue);
            more.add(wanted);
            state.queue = List.copyOf(more);
        }
        pump();
    }

    /** Queues a check before all other work, since it shows whether that work makes sense. */
    void check() {
        Queued wanted = new Queued(LineWork.CHECK, 0);
        List<Queued> more = new ArrayList<>(state.queue);
        more.remove(wanted);
        more.add(0, wanted);
        state.queue = List.copyOf(more);
        pump();
    }

    /** Removes a client's work from the queue, and cancels it if it is under way. */
    void withdraw(int client) {
        state.queue = state.queue.stream().filter(q -> q.client() != client).toList();
        Running now = state.running;
        if (now != null && now.client() == client) {
            giveUp(now);
        }
    }

    /** Cancels the current work, with no successor. */
    void stopWork() {
        state.queue = List.of();
        state.next = null;
        giveUp(state.running);
    }

    /** Ignores the result of the current work. */
    private void giveUp(@Nullable Running now) {
        if (now == null) {
            return;
        }
        if (!now.cancelled()) {
            cancel(now, null);
        } else if (now.failure() != null) {
            state.running = new Running(now.id(), now.work(), now.client(), now.timer(), true, null);
        }
    }

    private void instead(Queued work) {
        state.next = work;
        giveUp(state.running);
        pump();
    }

    /** Work that took too long is cancelled, and counts as failed. */
    void overdue(Running now) {
        if (now.cancelled()) {
            dropLine();
            ModuleRows.failed(this, Depth.LINE, Words.neverEnded(now.work()));
        } else {
            // A check waits its turn while earlier commands are answered slowly: its time-out proves nothing.
            cancel(now, now.work() == LineWork.CHECK ? null : Words.tooLong(now.work()));
        }
    }

    private void cancel(Running now, @Nullable Finding failure) {
        forget(now.timer());
        effects.add(new Effect.Cancel(now.id()));
        state.running = new Running(now.id(), now.work(), now.client(), timer(CANCEL_LIMIT), true, failure);
    }

    /** Closes the line from this side: current work on it is abandoned. */
    void dropLine() {
        Running now = state.running;
        if (now != null) {
            forget(now.timer());
            state.running = null;
        }
        state.next = null;
        state.queue = List.of();
        state.lineUp = false;
        effects.add(new Effect.DropLine());
    }

    /** The current work has ended. */
    void ended(Running now) {
        forget(now.timer());
        state.running = null;
    }

    /** Begins the next work if none is under way. */
    void pump() {
        if (state.running != null) {
            return;
        }
        Queued first = state.next;
        if (first == null && !state.queue.isEmpty()) {
            first = state.queue.get(0);
            state.queue = state.queue.subList(1, state.queue.size());
        }
        state.next = null;
        if (first != null) {
            start(first);
        }
    }

    private void start(Queued work) {
        Rung rung = Ladder.rung(work.work());
        if (rung != null) {
            policy.ladder().take(state, rung, moment.now());
        }
        long id = ++state.ids;
        effects.add(new Effect.Begin(id, work.work(), work.client()));
        state.running =
                new Running(id, work.work(), work.client(), timer(work.work().limit()), false, null);
    }

    /** Schedules the next check of an online module. */
    void checkLater() {
        if (state.phase == ModulePhase.ONLINE && state.checkTimer == 0) {
            state.checkTimer = timer(policy.recovery().checkEvery());
        }
    }

    // Phases

    /** Sets the module's phase. Leaving ONLINE takes all clients offline as well. */
    void enter(ModulePhase phase) {
        forget(state.timer);
        state.timer = 0;
        state.nextAttemptAt = null;
        if (phase != state.phase) {
            if (state.phase == ModulePhase.ONLINE) {
                offline();
            }
            state.phase = phase;
            state.since = moment.now();
        }
    }

    private void offline() {
        forget(state.checkTimer);
        state.checkTimer = 0;
        for (ClientState client : state.clients) {
            boolean waits = client.phase == ClientPhase.WAITING || client.phase == ClientPhase.BLOCKED;
            if (client.isWanted() && !waits) {
                enter(client, ClientPhase.IDLE);
            }
        }
    }

    /** Sets a client's phase. */
    void enter(ClientState client, ClientPhase phase) {
        forget(client.timer);
        client.timer = 0;
        client.nextAttemptAt = null;
        client.unproven = null;
        if (phase != client.phase) {
            forget(client.stableTimer);
            client.stableTimer = 0;
            client.phase = phase;
            client.since = moment.now();
        }
    }

    /** The module waits for the given time. */
    void await(ModulePhase phase, Duration wait, LineWork then) {
        stopWork();
        enter(phase);
        state.resume = then;
        state.timer = timer(wait);
        state.nextAttemptAt = moment.now().plus(wait);
    }

    /** A client waits for the given time. */
    void await(ClientState client, ClientPhase phase, Duration wait) {
        enter(client, phase);
        client.timer = timer(wait);
        client.nextAttemptAt = moment.now().plus(wait);
    }

    private static ModulePhase phaseOf(LineWork work) {
        return switch (work) {
            case CONNECT, POWER -> ModulePhase.CONNECTING;
            case SYNCHRONISE, RESET -> ModulePhase.SYNCHRONISING;
            case INITIALISE, RADIO -> ModulePhase.INITIALISING;
            case REGISTER -> ModulePhase.REGISTERING;
            case DIAL, REDIAL -> ModulePhase.DIALLING;
            case TEAR_DOWN -> ModulePhase.CLOSING;
            case OPEN, SUBSCRIBE, AWAIT_REOPEN, CLOSE, CHECK -> ModulePhase.ONLINE;
        };
    }
}
