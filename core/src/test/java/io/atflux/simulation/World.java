package io.atflux.simulation;

import io.atflux.AtClient;
import io.atflux.AtSession;
import io.atflux.ConnectionState;
import io.atflux.SessionEvent;
import io.atflux.SessionState;
import io.atflux.line.AtLine;
import io.atflux.transport.Backoff;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/** One run of a script: the modem, the line, the session and its callers, and the promises that are checked after each step. */
final class World {

    /** Longer than the longest rule, its quarantine, and everything that may precede it. */
    private static final long AT_REST_AFTER = Duration.ofHours(2).toNanos();

    private static final Duration SOON = Duration.ofMillis(1);

    final Script script;
    final SimulatedTime time;
    final Hazards hazards;
    final Excuses excuses;
    final Messages messages;
    final Cable cable;
    final Modem modem;
    final Callers callers;
    final WirePromises wire;
    final PayloadPromises payloads;
    final TextPromises texts;
    final ReplyPromises replies;
    private final Sinks sinks;
    final List<Listener> listeners = new ArrayList<>();
    Listener fast;
    private final @Nullable List<String> trace;
    private final SimulatedLine line;
    private int processes;
    private Sessions sessions;
    AtSession session;
    Inside inside;
    boolean over;
    /** When a session last ended, -1 for never. */
    long closed = -1;

    private boolean comesBack;
    /** The state in which the modem will restart, null for none. */
    private @Nullable SessionState resetIn;

    private @Nullable String violation;

    World(Script script, Hazards hazards, @Nullable List<String> trace) {
        this.script = script;
        this.hazards = hazards;
        this.trace = trace;
        time = new SimulatedTime(script.seed());
        excuses = new Excuses(hazards, time);
        cable = new Cable(this, new Dice(script.seed() ^ 0x5DEECE66DL));
        modem = new Modem(this);
        messages = new Messages(this, new Dice(script.seed() ^ 0x1B873593CC9E2D51L));
        callers = new Callers(this);
        payloads = new PayloadPromises(this);
        wire = new WirePromises(this);
        texts = new TextPromises(this);
        replies = new ReplyPromises(this);
        sinks = new Sinks(this);
        line = new SimulatedLine(this);
        sessions = open(script);
        session = sessions.next();
        inside = new Inside(session);
        fast = listen(Listener.Habit.FAST, 256);
        watch(session);
    }

    /** The sessions of a new process. */
    private Sessions open(Script script) {
        Sessions opened = new Sessions();
        AtClient client = AtClient.over(line)
                .profile(SimulatedLine.profile(script.setup().extras()))
                .timer(time)
                .discipline(script.setup().discipline())
                .maxQueue(script.setup().maxQueue())
                .observer(sinks)
                .recordTo(sinks)
                .random(new SplittableRandom(script.seed() + processes++))
                .name("simulated");
        if (script.setup().extras().starved()) {
            client = client.deliverOn(new StarvedThread(this, new Dice(script.seed() ^ 0x9E6D62D06F6A9A9BL)));
        }
        long wait = script.setup().queueWait();
        (wait == 0 ? client : client.queueWait(Order.duration(wait)))
                .sessions(Backoff.builder().waits(SOON, 1, SOON).jitter(0).build(), this::connection)
                .subscribe(opened);
        return opened;
    }

    private void connection(ConnectionState state) {
        trace("connection: ", state);
        if (script.setup().extras().throwing()) {
            hazards.count(Hazard.CONNECTION_LISTENER_THREW);
            throw new NoSuchMethodError("a listener of connections that throws");
        }
    }

    /** A subscriber of sessions throws: its session must be closed, and the subscriber told the cause. */
    private void taken() {
        Sessions careless = open(script);
        hazards.count(Hazard.TAKER_OF_SESSIONS_THREW);
        if (!careless.throwing()) {
            violate("the subscriber of sessions threw, and the session goes on, or the error was not reported");
        }
        channel().finishAndReleaseAll();
    }

    private void watch(AtSession opened) {
        if (script.setup().extras().throwing()) {
            opened.events().subscribe(new CarelessListener(this));
        }
        opened.events().subscribe(this::event, lost -> seen("the end of events", lost));
        opened.onClose().subscribe(done -> {}, lost -> closed(lost), () -> closed(null));
    }

    /** Connects again to the modem, which was never switched off. */
    private void reconnect(boolean forgets) {
        replies.listenersMustHaveEnded();
        listeners.clear();
        channel().finishAndReleaseAll();
        cable.reopen();
        if (forgets) {
            sessions.cancel();
            if (script.setup().extras().throwing()) {
                taken();
            }
            sessions = open(script);
        }
        session = sessions.next();
        trace(forgets ? "another process connected" : "connected again");
        inside = new Inside(session);
        fast = listen(Listener.Habit.FAST, 256);
        wire.reconnected(forgets);
        over = false;
        watch(session);
    }

    /** The longest delay between an event and its arrival. */
    long slack() {
        return script.setup().extras().starved() ? StarvedThread.LONGEST + 1 : 0;
    }

    EmbeddedChannel channel() {
        return line.channel();
    }

    void violate(String what) {
        trace("VIOLATION " + what);
        if (violation == null) {
            violation = what;
        }
    }

    void trace(String what) {
        trace(what, "");
    }

    /** Most runs are not traced: the text of an event is made only for those that are. */
    void trace(String what, Object about) {
        if (trace != null) {
            trace.add(String.format("%15.9f  %s%s", time.now() / 1e9, what, about));
        }
    }

    /** Runs the script to its end, and until nothing is left. */
    void run() {
        sinks.open();
        try {
            play();
        } finally {
            sinks.close();
        }
    }

    private void play() {
        for (Step step : script.steps()) {
            time.at(step.at(), () -> happen(step));
        }
        long limit = AT_REST_AFTER + (script.steps().isEmpty() ? 0 : last().at());
        while (time.step()) {
            check();
            if (time.now() > limit) {
                throw new Violation("the session never comes to rest");
            }
        }
        replies.atRest();
        session.close().subscribe();
        while (time.step()) {
            check();
        }
        if (session.state() != SessionState.CLOSED) {
            violate("the session is still " + session.state() + " after it was closed");
        }
        replies.atEnd();
        check();
        if (time.next() != null) {
            violate("a timer is left");
            check();
        }
        channel().finishAndReleaseAll();
    }

    private Step last() {
        return script.steps().get(script.steps().size() - 1);
    }

    private void check() {
        replies.check();
        if (violation != null) {
            throw new Violation(violation);
        }
    }

    private void happen(Step step) {
        if (step instanceof Step.Send send) {
            callers.send(send.order(), null);
        } else if (step instanceof Step.Exclusive turn) {
            callers.take(turn);
        } else if (step instanceof Step.Listen listen) {
            listen(listen.habit(), listen.capacity());
        } else if (step instanceof Step.Ask ask) {
            listeners.stream().filter(Listener::isSlow).forEach(slow -> slow.ask(ask.number()));
        } else if (!over) {
            disturb(step);
        }
    }

    private void disturb(Step step) {
        trace("-- ", step);
        if (step instanceof Step.Urcs urcs) {
            if (session.state() == SessionState.READY) {
                hazards.count(Hazard.URC_WHILE_IDLE);
            }
            for (int i = 0; i < urcs.number(); i++) {
                modem.urc(urcs.text());
            }
        } else if (step instanceof Step.Reset reset) {
            resetIn = reset.when();
            if (resetIn == null) {
                reset();
            }
        } else if (step instanceof Step.Echo echo) {
            modem.echo(echo.on());
        } else if (step instanceof Step.Hit hit) {
            cable.arm(hit);
        } else if (step instanceof Step.Lose lose) {
            cable.lose(lose.toModem());
        } else if (step instanceof Step.Cut cut) {
            hazards.count(Hazard.LINE_CUT);
            comesBack = cut.again() > 0;
            channel().close();
            comesBack = false;
            if (cut.again() > 0) {
                time.after(cut.again(), () -> reconnect(cut.forgets()));
            }
        } else if (step instanceof Step.Close) {
            hazards.count(Hazard.CLOSED_BY_THE_CALLER);
            session.close().subscribe();
        }
    }

    private void reset() {
        if (over) {
            return;
        }
        resetIn = null;
        switch (session.state()) {
            case DRAINING -> hazards.count(Hazard.RESET_WHILE_DRAINING);
            case RESYNCING -> hazards.count(Hazard.RESET_WHILE_PROBING);
            case BUSY -> {
                if (!inside.hasSeat()) {
                    hazards.count(Hazard.RESET_WHILE_HOLDING);
                }
            }
            default -> {}
        }
        if (inside.paused() > 0) {
            hazards.count(Hazard.RESET_WHILE_PAUSED);
        }
        modem.reset();
    }

    private Listener listen(Listener.Habit habit, int capacity) {
        Listener listener = new Listener(this, habit, capacity, listeners.isEmpty() ? 0 : listeners.get(0).got);
        listeners.add(listener);
        Flux<AtLine> lines =
                habit == Listener.Habit.FAST ? session.urcs() : session.urcs(SimulatedLine.URC, listener.overflow());
        lines.subscribe(listener);
        return listener;
    }

    void heard(AtLine line, int id) {
        trace("heard ", line);
        texts.heard(line, id);
        replies.heard(line);
    }

    private void event(SessionEvent event) {
        if (event instanceof SessionEvent.LateReply late) {
            replies.sink("an event", late.command());
        } else if (event instanceof SessionEvent.LateUrc late) {
            hazards.count(Hazard.LATE_RESULT);
            replies.sink("an event", late.command());
        } else if (event instanceof SessionEvent.Resynchronised) {
            hazards.count(Hazard.RESYNCHRONISED);
        } else if (event instanceof SessionEvent.Presumed presumed) {
            hazards.count(
                    presumed.why().contains("single read") ? Hazard.PRESUMED_BY_A_READ : Hazard.PRESUMED_BY_SILENCE);
            wire.presumed();
        } else if (event instanceof SessionEvent.OtherLineEnds) {
            hazards.count(Hazard.LINE_ENDS_LEARNED);
        } else if (event instanceof SessionEvent.Restarted told) {
            wire.restarted(told.line());
        } else if (event instanceof SessionEvent.StateChanged changed) {
            changed(changed);
        }
        trace("event ", event);
    }

    private void changed(SessionEvent.StateChanged changed) {
        SessionState to = changed.to();
        if (to == resetIn) {
            time.after(time.now() % 2 * 1_000_000, this::reset);
        }
        if (changed.from() == SessionState.RESYNCING && (to == SessionState.READY || to == SessionState.BUSY)) {
            texts.textsAreOver();
        }
    }

    private void closed(@Nullable Throwable lost) {
        over = true;
        if (!comesBack) {
            cable.cut();
        }
        if (lost != null) {
            seen("the session's end", lost);
            if (String.valueOf(lost.getMessage()).contains("the session failed")) {
                violate("the session broke: " + lost.getMessage());
            }
            if (String.valueOf(lost.getMessage()).contains("out of step")) {
                hazards.count(Hazard.GIVEN_UP_AFTER_PROBES);
            }
        }
        closed = time.now();
        trace("closed: " + lost);
    }

    /** A subscriber received an error: it must tell nothing secret. */
    void seen(String where, Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            replies.sink(where, String.valueOf(cause.getMessage()));
        }
    }

    void frameLost(Frame frame) {
        excuses.somethingDamaged();
        hazards.count(
                switch (frame.kind) {
                    case FINAL -> Hazard.FINAL_LOST;
                    case PROMPT -> Hazard.PROMPT_LOST;
                    case RESULT -> Hazard.RESULT_LOST;
                    case URC, TEXT_URC -> Hazard.URC_LOST;
                    default -> Hazard.INFORMATION_LINE_LOST;
                });
        payloads.atRisk(frame);
    }

    void deliver(byte[] bytes, List<Frame> frames) {
        if (over || !channel().isOpen()) {
            frames.forEach(payloads::lostWithTheLine);
            return;
        }
        frames.forEach(wire::arrived);
        if (bytes.length > 0) {
            channel().writeInbound(Unpooled.wrappedBuffer(bytes));
        }
        frames.forEach(replies::delivered);
    }
}
