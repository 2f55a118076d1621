package io.atflux.link.internal.driver;

import io.atflux.AtSession;
import io.atflux.error.AtConnectionException;
import io.atflux.internal.time.Durations;
import io.atflux.link.ConnectedModule;
import io.atflux.link.LinkCause;
import io.atflux.link.LinkOptions;
import io.atflux.link.LinkState;
import io.atflux.link.ModuleConnector;
import io.atflux.link.ModuleLink;
import io.atflux.link.MqttLink;
import io.atflux.link.internal.machine.Effect;
import io.atflux.link.internal.machine.Event;
import io.atflux.link.internal.machine.Event.Result;
import io.atflux.link.internal.machine.Finding;
import io.atflux.link.internal.machine.LineWork;
import io.atflux.link.internal.machine.LinkMachine;
import io.atflux.link.internal.machine.MachineState;
import io.atflux.link.internal.machine.Moment;
import io.atflux.link.internal.machine.Step;
import io.atflux.mqtt.Broker;
import io.atflux.mqtt.MqttClient;
import io.atflux.mqtt.MqttEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Performs what the machine decides for one module, and tells it what came of it. Everything happens in its mailbox, one thing after
 * the other.
 */
public final class LinkDriver implements ModuleLink, Connection.Owner {

    private static final Duration CLOSE_FIRST = Duration.ofSeconds(10);

    private final ModuleConnector connector;
    private final LinkOptions options;
    private final LinkMachine machine;
    private final Scheduler timer;
    private final Works works;
    private final Mailbox mailbox = new Mailbox();
    private final Instant startedAt;
    private final long startNanos;
    private final List<ClientDriver> clients = new ArrayList<>();

    private MachineState state;
    private final Map<Long, Disposable> running = new HashMap<>();
    private final Map<Long, Disposable> timers = new HashMap<>();
    /** Clients that this link has opened and not seen closed. */
    private final Set<Integer> ours = new HashSet<>();

    private volatile @Nullable Connection connection;
    private @Nullable AtSession former;

    /** A link that does nothing yet. */
    public LinkDriver(ModuleConnector connector, LinkOptions options) {
        this.connector = connector;
        this.options = options;
        this.machine = new LinkMachine(options.reconnect(), options.recovery());
        this.timer = connector.timer();
        this.works = new Works(options, timer);
        this.startNanos = timer.now(TimeUnit.NANOSECONDS);
        this.startedAt = Instant.ofEpochMilli(timer.now(TimeUnit.MILLISECONDS));
        this.state = MachineState.initial(connector.mqttClients(), startedAt, Map.of());
        for (int number = 1; number <= connector.mqttClients(); number++) {
            clients.add(new ClientDriver(this, number));
        }
    }

    @Override
    public MqttLink client(int client, Broker broker) {
        if (client < 1 || client > clients.size()) {
            throw new IllegalArgumentException("MQTT client " + client + " is not within 1 to " + clients.size());
        }
        ClientDriver driver = clients.get(client - 1);
        synchronized (driver) {
            if (driver.isTaken()) {
                throw new IllegalStateException(
                        "MQTT client " + client + " of " + connector.describe() + " has a link already");
            }
            return driver.at(broker);
        }
    }

    LinkOptions options() {
        return options;
    }

    Scheduler timer() {
        return timer;
    }

    /** The wall clock when the link was made, and what has passed since: it never goes back. */
    Instant now() {
        return startedAt.plusNanos(timer.now(TimeUnit.NANOSECONDS) - startNanos);
    }

    @Nullable
    ConnectedModule module() {
        Connection open = connection;
        return open == null ? null : open.module;
    }

    void post(Runnable task) {
        mailbox.post(task);
    }

    Disposable after(Duration time, Runnable task) {
        return timer.schedule(task, Durations.nanos(time), TimeUnit.NANOSECONDS);
    }

    // Events. All in the mailbox.

    void on(Event event) {
        noteOwnership(event);
        Step step =
                machine.step(state, event, new Moment(now(), options.random().nextDouble()));
        state = step.state();
        step.effects().forEach(this::perform);
        List<LinkState> shown = machine.shown(state, now());
        for (int i = 0; i < clients.size(); i++) {
            clients.get(i).show(shown.get(i), mqtt(i + 1));
        }
    }

    private void noteOwnership(Event event) {
        if (event instanceof Event.Restarted || event instanceof Event.BearerLost) {
            ours.clear();
        } else if (event instanceof Event.Broken broken) {
            ours.remove(broken.client());
        } else if (event instanceof Event.OpenedByItself opened) {
            ours.add(opened.client());
        }
    }

    private @Nullable MqttClient mqtt(int number) {
        ConnectedModule open = module();
        return open == null ? null : open.clients().get(number - 1);
    }

    @Override
    public void happened(Connection from, Event event) {
        post(() -> {
            if (from == connection) {
                on(event);
            }
        });
    }

    @Override
    public void happened(Connection from, MqttEvent event) {
        post(() -> {
            Event happened = from == connection ? translated(event) : null;
            if (happened != null) {
                on(happened);
            }
        });
    }

    private @Nullable Event translated(MqttEvent event) {
        int number = event.clientId();
        if (number < 1 || number > clients.size()) {
            return null;
        }
        boolean mayBeOurs = client(number).mayHaveBrokenIt();
        if (event instanceof MqttEvent.Broken broken) {
            return new Event.Broken(number, mayBeOurs, "the module says that the connection broke: " + broken.cause());
        }
        if (event instanceof MqttEvent.Changed changed) {
            return changed.open()
                    ? new Event.OpenedByItself(number)
                    : new Event.Broken(number, mayBeOurs, "the module says that the connection is closed");
        }
        return null;
    }

    @Override
    public void lost(Connection from, Finding finding) {
        post(() -> lostNow(from, finding));
    }

    private void lostNow(Connection from, Finding finding) {
        if (from == connection) {
            drop(from);
            on(new Event.LineLost(finding));
        }
    }

    private void drop(Connection open) {
        open.stopListening();
        former = open.module.session();
        connection = null;
    }

    @Override
    public ClientDriver client(int number) {
        return clients.get(number - 1);
    }

    @Override
    public boolean dialsIn() {
        return connector.describe().startsWith("listen:");
    }

    /** A client's link was closed: the module's as well, if it was the last one. */
    void closed(ClientDriver client) {
        boolean last = clients.stream()
                .noneMatch(
                        other -> other != client && state.client(other.number).isWanted());
        on(last ? new Event.Stop() : new Event.ClientUnwanted(client.number));
    }

    // Effects

    private void perform(Effect effect) {
        if (effect instanceof Effect.Begin begin) {
            begin(begin);
        } else if (effect instanceof Effect.Cancel cancel) {
            Disposable work = running.remove(cancel.id());
            if (work != null) {
                work.dispose();
            }
            post(() -> on(new Event.Ended(cancel.id(), new Result.Cancelled())));
        } else if (effect instanceof Effect.Timer wait) {
            timers.put(wait.id(), after(wait.after(), () -> post(() -> timeIsUp(wait.id()))));
        } else if (effect instanceof Effect.Forget forget) {
            Disposable wait = timers.remove(forget.id());
            if (wait != null) {
                wait.dispose();
            }
        } else if (effect instanceof Effect.DropLine) {
            dropLine();
        }
    }

    private void timeIsUp(long id) {
        if (timers.remove(id) != null) {
            on(new Event.TimerEnded(id));
        }
    }

    private void dropLine() {
        running.values().forEach(Disposable::dispose);
        running.clear();
        Connection open = connection;
        if (open != null) {
            drop(open);
            open.module.session().close().subscribe();
        }
    }

    private void begin(Effect.Begin begin) {
        Disposable.Swap work = Disposables.swap();
        running.put(begin.id(), work);
        if (begin.work() == LineWork.CONNECT) {
            work.update(connect()
                    .subscribe(
                            module -> post(() -> connected(begin.id(), module)),
                            failure -> post(() -> ended(
                                    begin, new Result.Failed(Diagnosis.of(LineWork.CONNECT, failure, dialsIn()))))));
            return;
        }
        Connection open = connection;
        Mono<Result> todo = Mono.defer(() -> work(begin, open));
        work.update(todo.subscribe(
                result -> post(() -> ended(begin, result)), failure -> post(() -> failed(begin, open, failure))));
    }

    /** The line is opened after the one before is closed, or has had its time for that. */
    private Mono<ConnectedModule> connect() {
        AtSession before = former;
        Mono<Void> free = before == null ? Mono.empty() : before.close().timeout(CLOSE_FIRST, Mono.empty(), timer);
        return free.then(Mono.defer(() -> connector.connect(before)));
    }

    private void connected(long id, ConnectedModule module) {
        if (running.remove(id) == null) {
            module.session().close().subscribe();
            return;
        }
        Connection open = new Connection(module, this);
        connection = open;
        clients.forEach(client -> client.subscriptions().connected());
        open.listen();
        on(new Event.Ended(id, new Result.Done()));
    }

    private Mono<Result> work(Effect.Begin begin, @Nullable Connection open) {
        if (begin.work() == LineWork.POWER) {
            return works.power();
        }
        if (open == null) {
            return begin.work() == LineWork.TEAR_DOWN
                    ? Mono.just(new Result.Done())
                    : Mono.just(new Result.Failed(Finding.of(LinkCause.LINE_LOST, "the line is not open")));
        }
        ConnectedModule module = open.module;
        int number = begin.client();
        return switch (begin.work()) {
            case SYNCHRONISE -> works.synchronise(module);
            case INITIALISE -> works.initialise(module);
            case REGISTER -> works.register(module);
            case DIAL -> works.dial(module);
            case REDIAL -> works.redial(module);
            case RADIO -> works.radio(module);
            case RESET -> works.reset(module);
            case OPEN -> works.open(module, client(number), ours.contains(number), state.isSound(number));
            case SUBSCRIBE ->
                client(number)
                        .subscriptions()
                        .subscribeAll(module.clients().get(number - 1))
                        .thenReturn(new Result.Done());
            case AWAIT_REOPEN ->
                works.awaitReopen(module, number, state.client(number).reconnectsByItself());
            case CLOSE -> works.close(module, number);
            case CHECK -> works.check(module, state.readyClients());
            case TEAR_DOWN -> works.tearDown(module, Set.copyOf(ours));
            case CONNECT, POWER -> throw new IllegalStateException(begin.work() + " is done elsewhere");
        };
    }

    private void ended(Effect.Begin begin, Result result) {
        if (running.remove(begin.id()) == null) {
            return;
        }
        if (begin.work() == LineWork.OPEN && result instanceof Result.Done) {
            ours.add(begin.client());
            client(begin.client()).subscriptions().connected();
        } else if (begin.work() == LineWork.CLOSE) {
            ours.remove(begin.client());
        }
        on(new Event.Ended(begin.id(), result));
    }

    private void failed(Effect.Begin begin, @Nullable Connection open, Throwable failure) {
        if (open != null && failure instanceof AtConnectionException lost && isLoss(lost)) {
            lostNow(open, open.lost(failure));
            ended(begin, new Result.Cancelled());
        } else {
            ended(begin, new Result.Failed(Diagnosis.of(begin.work(), failure, dialsIn())));
        }
    }

    /** The same end of the line of which the session tells by itself. */
    private static boolean isLoss(AtConnectionException failure) {
        return switch (failure.reason()) {
            case LOST, CLOSED, UNRESPONSIVE -> true;
            default -> false;
        };
    }
}
