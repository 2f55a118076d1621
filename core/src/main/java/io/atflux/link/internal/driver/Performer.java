package io.atflux.link.internal.driver;

import io.atflux.AtSession;
import io.atflux.error.AtConnectionException;
import io.atflux.link.ConnectedModule;
import io.atflux.link.LinkCause;
import io.atflux.link.LinkOptions;
import io.atflux.link.ModuleConnector;
import io.atflux.link.internal.machine.Effect;
import io.atflux.link.internal.machine.Event;
import io.atflux.link.internal.machine.Event.Result;
import io.atflux.link.internal.machine.Finding;
import io.atflux.link.internal.machine.LineWork;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;

/** Performs the machine's effects: work on the line, timers, the line itself. Confined to the link's mailbox, except {@link #module}. */
final class Performer {

    private static final Duration CLOSE_FIRST = Duration.ofSeconds(10);
    private static final Duration JUST = Duration.ofSeconds(30);

    private final LinkDriver driver;
    private final ModuleConnector connector;
    private final Slots slots;
    private final Pacing pacing;
    private final Works works;
    private final Map<Long, Disposable> running = new HashMap<>();
    private final Map<Long, Disposable> timers = new HashMap<>();
    private volatile @Nullable Connection connection;
    private @Nullable AtSession former;
    private @Nullable Instant lastOpen;

    Performer(LinkDriver driver, ModuleConnector connector, LinkOptions options, Slots slots, Pacing pacing) {
        this.driver = driver;
        this.connector = connector;
        this.slots = slots;
        this.pacing = pacing;
        this.works =
                new Works(options, connector.timer(), signal -> driver.post(() -> driver.tell(o -> o.signal(signal))));
    }

    /** Performs one effect. */
    void perform(Effect effect) {
        if (effect instanceof Effect.Begin begin) {
            begin(begin);
        } else if (effect instanceof Effect.Cancel cancel) {
            Disposable work = running.remove(cancel.id());
            if (work != null) {
                work.dispose();
            }
            driver.post(() -> driver.on(new Event.Ended(cancel.id(), new Result.Cancelled())));
        } else if (effect instanceof Effect.Timer wait) {
            timers.put(wait.id(), driver.after(wait.after(), () -> driver.post(() -> timeIsUp(wait.id()))));
        } else if (effect instanceof Effect.Forget forget) {
            Disposable wait = timers.remove(forget.id());
            if (wait != null) {
                wait.dispose();
            }
        } else if (effect instanceof Effect.DropLine) {
            dropLine();
        }
    }

    /** Closes one of the module's clients that no link uses. */
    void closeStray(int slot) {
        ConnectedModule open = module();
        if (open != null) {
            open.clients().get(slot - 1).close().subscribe(done -> {}, failure -> {});
        }
    }

    /** Whether a connection to a broker was opened within the last 30 s. */
    boolean hasJustOpened(Instant now) {
        Instant last = lastOpen;
        return last != null && Duration.between(last, now).compareTo(JUST) <= 0;
    }

    private void timeIsUp(long id) {
        if (timers.remove(id) != null) {
            driver.on(new Event.TimerEnded(id));
        }
    }

    /** The module on the open line; null if no line is open. */
    @Nullable
    ConnectedModule module() {
        Connection open = connection;
        return open == null ? null : open.module;
    }

    boolean isOn(Connection one) {
        return one == connection;
    }

    /**
     * Forgets a line that has ended.
     *
     * @return whether it was the current line
     */
    boolean drop(Connection open) {
        if (open != connection) {
            return false;
        }
        open.stopListening();
        former = open.module.session();
        connection = null;
        return true;
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
        driver.begins(begin);
        if (begin.work() == LineWork.CONNECT) {
            work.update(connect()
                    .subscribe(
                            module -> driver.post(() -> connected(begin.id(), module)),
                            failure -> driver.post(() -> ended(
                                    begin,
                                    new Result.Failed(Diagnosis.of(LineWork.CONNECT, failure, driver.dialsIn()))))));
            return;
        }
        Connection open = connection;
        Mono<Result> todo = Mono.defer(() -> work(begin, open));
        work.update(todo.subscribe(
                result -> driver.post(() -> ended(begin, result)),
                failure -> driver.post(() -> failed(begin, open, failure))));
    }

    /** Opens the line after the previous one is closed, or after the time limit for that. */
    private Mono<ConnectedModule> connect() {
        AtSession before = former;
        Mono<Void> free =
                before == null ? Mono.empty() : before.close().timeout(CLOSE_FIRST, Mono.empty(), connector.timer());
        return free.then(pacing.line(connector.timer())).then(Mono.defer(() -> connector.connect(before)));
    }

    private void connected(long id, ConnectedModule module) {
        if (running.remove(id) == null) {
            module.session().close().subscribe();
            return;
        }
        Connection open = new Connection(driver.remembering(module), driver);
        connection = open;
        driver.clients().forEach(client -> client.subscriptions().connected());
        open.listen();
        driver.on(new Event.Ended(id, new Result.Done()));
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
            case INITIALISE -> works.initialise(module, slots);
            case REGISTER -> works.register(module);
            case DIAL -> works.dial(module);
            case REDIAL -> works.redial(module, slots);
            case RADIO -> works.radio(module, slots);
            case RESET -> works.reset(module, slots);
            case OPEN ->
                pacing.broker(driver.client(number).broker(), connector.timer())
                        .then(Mono.defer(() -> works.open(
                                module,
                                driver.client(number),
                                slots,
                                driver.machineState().wantedClients(),
                                driver.machineState().isSound(number))));
            case SUBSCRIBE -> {
                Subscriptions subscriptions = driver.client(number).subscriptions();
                // Also after the module has reconnected automatically: that connection has no subscriptions either.
                subscriptions.connected();
                yield subscriptions.subscribeAll(driver.mqtt(module, number)).thenReturn(new Result.Done());
            }
            case AWAIT_REOPEN ->
                works.awaitReopen(
                        driver.mqtt(module, number),
                        driver.machineState().client(number).reconnectsByItself());
            case CLOSE -> works.close(driver.mqtt(module, number));
            case CHECK -> works.check(module, slots);
            case TEAR_DOWN -> works.tearDown(module, slots.ours());
            case CONNECT, POWER -> throw new IllegalStateException(begin.work() + " is done elsewhere");
        };
    }

    private void ended(Effect.Begin begin, Result result) {
        if (running.remove(begin.id()) == null) {
            return;
        }
        if (begin.work() == LineWork.OPEN && result instanceof Result.Done) {
            slots.opened(slots.slot(begin.client()));
            lastOpen = driver.now();
            ConnectedModule open = module();
            if (open != null) {
                driver.client(begin.client()).opened(driver.mqtt(open, begin.client()));
            }
        } else if (begin.work() == LineWork.CLOSE) {
            slots.closed(slots.slot(begin.client()));
        }
        driver.on(
                new Event.Ended(begin.id(), result instanceof Result.Checked checked ? withWriters(checked) : result));
    }

    private Result withWriters(Result.Checked checked) {
        Set<Integer> wrote = driver.clients().stream()
                .filter(ClientDriver::hasWritten)
                .map(client -> client.number)
                .collect(Collectors.toSet());
        return new Result.Checked(checked.bearer(), checked.open(), wrote);
    }

    private void failed(Effect.Begin begin, @Nullable Connection open, Throwable thrown) {
        Throwable failure = Diagnosis.first(thrown);
        if (open != null && failure instanceof AtConnectionException lost && isLoss(lost)) {
            driver.lostNow(open, open.lost(failure));
            ended(begin, new Result.Cancelled());
        } else {
            ended(begin, new Result.Failed(Diagnosis.of(begin.work(), failure, driver.dialsIn())));
        }
    }

    /** Whether the session itself reports this end of the line. */
    private static boolean isLoss(AtConnectionException failure) {
        return switch (failure.reason()) {
            case LOST, CLOSED, UNRESPONSIVE -> true;
            default -> false;
        };
    }
}
