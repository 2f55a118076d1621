package io.atflux.link.internal.machine;

import io.atflux.link.LinkState;
import io.atflux.link.Recovery;
import io.atflux.transport.Backoff;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Acts as the driver: keeps the machine's timers and work, and moves its clock. */
final class Walker {

    static final Instant START = Instant.parse("2026-11-28T00:00:00Z");

    final LinkMachine machine;
    final Map<Long, Effect.Begin> running = new HashMap<>();
    final List<Effect> all = new ArrayList<>();
    final List<Effect.Begin> begun = new ArrayList<>();
    final List<Instant> begunAt = new ArrayList<>();
    private final TreeMap<Long, Instant> timers = new TreeMap<>();
    MachineState state;
    Instant now = START;
    double random;

    Walker(Recovery recovery, int clients) {
        machine = new LinkMachine(Backoff.builder().jitter(0).build(), recovery);
        state = MachineState.initial(clients, now, Map.of());
    }

    static Walker ofOne() {
        Walker walker = new Walker(Recovery.defaults(), 1);
        walker.on(new Event.ClientWanted(1));
        walker.on(new Event.Start());
        return walker;
    }

    /** Passes an event to the machine, and keeps its effects. */
    List<Effect> on(Event event) {
        Step step = machine.step(state, event, new Moment(now, random));
        state = step.state();
        for (Effect effect : step.effects()) {
            all.add(effect);
            if (effect instanceof Effect.Begin begin) {
                running.put(begin.id(), begin);
                begun.add(begin);
                begunAt.add(now);
            } else if (effect instanceof Effect.Timer timer) {
                timers.put(timer.id(), now.plus(timer.after()));
            } else if (effect instanceof Effect.Forget forget) {
                timers.remove(forget.id());
            } else if (effect instanceof Effect.DropLine) {
                running.clear();
            }
        }
        return step.effects();
    }

    /** Ends the one piece of work that is under way. */
    Walker end(LineWork work, Event.Result result) {
        Effect.Begin begin = running.values().stream()
                .filter(b -> b.work() == work)
                .findFirst()
                .orElseThrow(() -> new AssertionError(work + " is not under way, but " + running.values()));
        running.remove(begin.id());
        on(new Event.Ended(begin.id(), result));
        return this;
    }

    Walker done(LineWork... works) {
        for (LineWork work : works) {
            end(work, new Event.Result.Done());
        }
        return this;
    }

    /** The work fails, and the module reports no fault at the check after it. */
    Walker fails(LineWork work, io.atflux.link.LinkCause cause) {
        end(work, new Event.Result.Failed(Finding.of(cause, "seen")));
        return work.isOfClient() && works().contains(LineWork.CHECK)
                ? end(LineWork.CHECK, new Event.Result.Checked(true, null))
                : this;
    }

    /** A client that is ready. */
    Walker ready() {
        return done(
                LineWork.CONNECT,
                LineWork.SYNCHRONISE,
                LineWork.INITIALISE,
                LineWork.REGISTER,
                LineWork.DIAL,
                LineWork.OPEN,
                LineWork.SUBSCRIBE);
    }

    /** The time at which the next timer ends; null for none. */
    @org.jspecify.annotations.Nullable
    Instant nextTimer() {
        return timers.values().stream().min(Instant::compareTo).orElse(null);
    }

    /** Lets time pass, with all timers that end in it. */
    Walker pass(Duration time) {
        Instant end = now.plus(time);
        while (nextTimer() != null && !nextTimer().isAfter(end)) {
            fire();
        }
        now = end;
        return this;
    }

    /** The same, with a module that reports no fault at each check. */
    Walker passAnswering(Duration time) {
        Instant end = now.plus(time);
        while (nextTimer() != null && !nextTimer().isAfter(end)) {
            fire();
            if (works().contains(LineWork.CHECK)) {
                end(LineWork.CHECK, new Event.Result.Checked(true, null));
            }
        }
        now = end;
        return this;
    }

    /** Lets time pass until this work is under way; checks succeed. */
    Walker passUntil(LineWork work) {
        for (int steps = 0; !works().contains(work); steps++) {
            if (steps > 1_000) {
                throw new AssertionError(work + " never comes; under way: " + works());
            }
            if (works().contains(LineWork.CHECK)) {
                end(LineWork.CHECK, new Event.Result.Checked(true, null));
            } else {
                fire();
            }
        }
        return this;
    }

    /** Ends the next timer, at its time. */
    void fire() {
        Map.Entry<Long, Instant> first =
                timers.entrySet().stream().min(Map.Entry.comparingByValue()).orElseThrow();
        // An entry of a TreeMap may change when its key is removed.
        long id = first.getKey();
        Instant at = first.getValue();
        timers.remove(id);
        if (at.isAfter(now)) {
            now = at;
        }
        on(new Event.TimerEnded(id));
    }

    boolean isArmed(long timer) {
        return timers.containsKey(timer);
    }

    LinkState shown() {
        return machine.shown(state, now).get(0);
    }

    /** The work under way. */
    List<LineWork> works() {
        return running.values().stream().map(Effect.Begin::work).toList();
    }
}
