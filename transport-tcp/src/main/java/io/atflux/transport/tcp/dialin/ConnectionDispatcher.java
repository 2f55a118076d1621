package io.atflux.transport.tcp.dialin;

import io.atflux.error.AtConnectionException.Reason;
import io.atflux.internal.time.Durations;
import io.atflux.transport.AtTransport;
import io.atflux.transport.tcp.dialin.DialInEvent.Kind;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.BufferOverflowStrategy;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.publisher.Mono;

/**
 * Assigns connections of serial servers to the sessions that wait for them. All state is confined to one event loop, that of the
 * listening socket; each connection runs on its own loop.
 */
final class ConnectionDispatcher {

    private static final int MOST_EVENTS = 256;
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final Channel socket;
    private final EventLoop loop;
    private final Rules rules;
    private final Runnable whenIdle;
    private final KnownDevices devices;
    private final DialInEvents events;
    private final Replacements replacements;
    private final Set<DialInConnection> connections = new LinkedHashSet<>();
    private final Set<DialInConnection> held = new LinkedHashSet<>();
    private final Map<InetAddress, Integer> perAddress = new HashMap<>();
    private final List<DeviceFlux.Inner> watchers = new ArrayList<>();
    private int taken;
    private boolean over;
    private @Nullable Future<?> idleLimit;

    /**
     * Open from construction until its listening socket is closed.
     *
     * @param socket the listening socket, registered with its event loop
     * @param whenIdle called on the event loop after the idle limit
     */
    ConnectionDispatcher(Rules rules, Channel socket, Runnable whenIdle) {
        this.socket = socket;
        this.loop = socket.eventLoop();
        this.rules = rules;
        this.whenIdle = whenIdle;
        this.devices = new KnownDevices(rules.devices());
        this.replacements = new Replacements(rules.replacement(), loop);
        this.events = new DialInEvents(rules.name(), System::nanoTime);
        socket.closeFuture().addListener(closed -> onLoop(this::shutDown, () -> {}));
        onLoop(this::checkIdle, () -> {});
    }

    /** Counts a new connection, on the dispatcher's event loop. False if a limit is exceeded. */
    boolean admit(Channel channel) {
        DialInConnection connection = new DialInConnection(channel);
        InetAddress address = connection.address;
        int same = address == null ? 0 : perAddress.getOrDefault(address, 0);
        if (over || connections.size() >= rules.connections() || same >= rules.perAddress()) {
            if (!over) {
                String which = same >= rules.perAddress()
                        ? rules.perAddress() + " from its address"
                        : rules.connections() + " in all";
                events.post(Kind.OVER_LIMIT, connection.peer, null, "there are " + which + " already");
            }
            return false;
        }
        connections.add(connection);
        if (address != null) {
            perAddress.merge(address, 1, Integer::sum);
        }
        channel.attr(DialInConnection.KEY).set(connection);
        channel.closeFuture().addListener(closed -> onLoop(() -> left(connection), () -> {}));
        return true;
    }

    /** The handler that registers an admitted connection: the last one of its pipeline. */
    ChannelHandler registrar(Channel channel, Function<Throwable, @Nullable String> tlsWords) {
        DialInConnection connection = channel.attr(DialInConnection.KEY).get();
        RegistrationHandler registrar = new RegistrationHandler(this, connection, rules, tlsWords);
        connection.registrar = registrar;
        return registrar;
    }

    void registered(DialInConnection connection, String id) {
        onLoop(() -> register(connection, id), () -> {});
    }

    private void register(DialInConnection connection, String id) {
        if (over || connection.state != DialInConnection.State.NEW) {
            return;
        }
        KnownDevice device = devices.get(id);
        DialInConnection old = device.connection;
        connection.device = device;
        if (old == null) {
            accept(device, connection);
            return;
        }
        move(connection, DialInConnection.State.ASKING);
        replacements.decide(device, old, connection, refusal -> {
            if (over || connection.state != DialInConnection.State.ASKING) {
                return;
            }
            if (refusal == null) {
                accept(device, connection);
            } else {
                end(connection, Kind.NOT_REPLACED, refusal);
            }
        });
    }

    private void accept(KnownDevice device, DialInConnection connection) {
        DialInConnection old = device.connection;
        device.connection = connection;
        boolean first = devices.seen(device, connection.address);
        if (old != null) {
            replacements.replaced(device);
            end(old, Kind.REPLACED, "it dialled in again, from " + connection.peer);
        }
        events.post(Kind.REGISTERED, connection.peer, device.id, first ? "for the first time" : "again");
        move(connection, DialInConnection.State.WAITING);
        offer(connection);
        if (first) {
            List.copyOf(watchers).forEach(DeviceFlux.Inner::drain);
        }
    }

    private void offer(DialInConnection connection) {
        KnownDevice device = connection.device;
        PendingConnect pending = device == null ? null : devices.nextFor(device);
        if (pending != null) {
            offer(connection, pending);
        }
    }

    private void offer(DialInConnection connection, PendingConnect pending) {
        move(connection, DialInConnection.State.OFFERED);
        try {
            connection.channel.eventLoop().execute(() -> {
                RegistrationHandler registrar = connection.registrar;
                if (registrar != null) {
                    registrar.handOver(pending);
                }
            });
        } catch (RejectedExecutionException stopped) {
            offerFailed(pending);
        }
    }

    /** The connection has ended meanwhile: its subscriber becomes the first in the queue again. */
    void offerFailed(PendingConnect pending) {
        onLoop(() -> serve(pending, true), () -> pending.fail(Reason.CLOSED, closedText()));
    }

    /** The subscriber of the connection has cancelled meanwhile. */
    void offerDeclined(DialInConnection connection) {
        onLoop(
                () -> {
                    if (connection.state == DialInConnection.State.OFFERED) {
                        move(connection, DialInConnection.State.WAITING);
                        offer(connection);
                    }
                },
                () -> {});
    }

    void taken(DialInConnection connection, PendingConnect pending) {
        onLoop(
                () -> {
                    stop(pending.timer);
                    if (connection.state == DialInConnection.State.OFFERED) {
                        move(connection, DialInConnection.State.TAKEN);
                    }
                },
                () -> {});
    }

    void refused(DialInConnection connection, Kind kind, @Nullable String id, String why) {
        onLoop(
                () -> {
                    if (connection.state != DialInConnection.State.OVER) {
                        move(connection, DialInConnection.State.OVER);
                        KnownDevice device = connection.device;
                        events.post(kind, connection.peer, id == null && device != null ? device.id : id, why);
                    }
                },
                () -> {});
    }

    private void left(DialInConnection connection) {
        connections.remove(connection);
        InetAddress address = connection.address;
        if (address != null) {
            perAddress.computeIfPresent(address, (same, count) -> count == 1 ? null : count - 1);
        }
        KnownDevice device = connection.device;
        if (connection.state != DialInConnection.State.OVER) {
            boolean unknown = connection.state == DialInConnection.State.NEW;
            boolean used = connection.state == DialInConnection.State.TAKEN;
            move(connection, DialInConnection.State.OVER);
            if (unknown) {
                events.post(Kind.NOT_REGISTERED, connection.peer, null, "ended before it registered");
            } else if (device != null) {
                events.post(
                        Kind.GONE, connection.peer, device.id, used ? "its line ended" : "ended before it was taken");
            }
        }
        if (device != null) {
            if (device.connection == connection) {
                device.connection = null;
            }
            replacements.left(device, connection);
        }
    }

    private void end(DialInConnection connection, Kind kind, String why) {
        KnownDevice device = connection.device;
        move(connection, DialInConnection.State.OVER);
        events.post(kind, connection.peer, device == null ? null : device.id, why);
        connection.end((device == null ? "" : "device '" + device.id + "': ") + why);
    }

    private void move(DialInConnection connection, DialInConnection.State to) {
        if (connection.state == DialInConnection.State.TAKEN) {
            taken--;
        } else if (connection.state == DialInConnection.State.WAITING) {
            held.remove(connection);
            stop(connection.holdLimit);
        }
        connection.state = to;
        if (to == DialInConnection.State.TAKEN) {
            taken++;
        } else if (to == DialInConnection.State.WAITING) {
            held.add(connection);
            connection.holdLimit = loop.schedule(
                    () -> end(
                            connection, Kind.NOT_TAKEN, "no session took it within " + Durations.text(rules.holdFor())),
                    rules.holdFor().toNanos(),
                    TimeUnit.NANOSECONDS);
        }
        checkIdle();
    }

    Mono<Channel> connect(ChannelHandler handler, @Nullable String id, LineTraits traits) {
        return new Mono<>() {
            @Override
            public void subscribe(CoreSubscriber<? super Channel> subscriber) {
                subscriber.onSubscribe(
                        new PendingConnect(ConnectionDispatcher.this, handler, id, traits.waitFor(), subscriber));
            }
        };
    }

    void await(PendingConnect pending) {
        onLoop(
                () -> {
                    Duration limit = pending.limit;
                    pending.refusalsBefore = events.refusals();
                    if (limit != null && !over) {
                        pending.timer =
                                loop.schedule(() -> giveUp(pending, limit), limit.toNanos(), TimeUnit.NANOSECONDS);
                    }
                    serve(pending, false);
                },
                () -> pending.fail(Reason.CLOSED, closedText()));
    }

    private void giveUp(PendingConnect pending, Duration limit) {
        String nobody = pending.id == null ? "no device dialled in" : "the device did not dial in";
        pending.fail(
                Reason.TIMED_OUT,
                "cannot open " + describe(pending.id) + ": " + nobody + " within " + Durations.text(limit)
                        + events.refusedSince(pending.refusalsBefore));
        drop(pending);
    }

    private void serve(PendingConnect pending, boolean first) {
        if (over) {
            stop(pending.timer);
            pending.fail(Reason.CLOSED, closedText());
            return;
        }
        if (!pending.isWaiting()) {
            drop(pending);
            return;
        }
        String id = pending.id;
        DialInConnection ready = id == null ? held.stream().findFirst().orElse(null) : devices.get(id).connection;
        if (ready != null && ready.state == DialInConnection.State.WAITING) {
            offer(ready, pending);
        } else if (first) {
            devices.queue(pending).addFirst(pending);
        } else {
            devices.queue(pending).addLast(pending);
        }
        checkIdle();
    }

    void forget(PendingConnect pending) {
        onLoop(() -> drop(pending), () -> {});
    }

    private void drop(PendingConnect pending) {
        stop(pending.timer);
        devices.queue(pending).remove(pending);
        if (pending.id != null) {
            devices.release(devices.get(pending.id));
        }
        checkIdle();
    }

    private void checkIdle() {
        Duration limit = rules.idleLimit();
        if (limit == null) {
            return;
        }
        if (over || taken > 0 || devices.anybodyWaits()) {
            stop(idleLimit);
            idleLimit = null;
        } else if (idleLimit == null) {
            idleLimit = loop.schedule(whenIdle, limit.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    /** A device by its id. */
    DialInDevice device(String id, LineTraits traits) {
        return new DialInDevice(this, id, traits);
    }

    /** The next device, whichever it is. */
    AtTransport any(LineTraits traits) {
        return new AnyDevice(this, traits);
    }

    /** Each device once. */
    Flux<DialInDevice> devices(LineTraits traits) {
        return new DeviceFlux(this, traits);
    }

    /** Events from the moment of subscription. */
    Flux<DialInEvent> events() {
        return Flux.<DialInEvent>create(
                        sink -> {
                            events.add(sink);
                            sink.onDispose(() -> events.remove(sink));
                        },
                        FluxSink.OverflowStrategy.IGNORE)
                .onBackpressureBuffer(MOST_EVENTS, lost -> events.lost(), BufferOverflowStrategy.DROP_OLDEST);
    }

    /** The number of events of a kind. */
    long count(Kind kind) {
        return events.count(kind);
    }

    /** The number of events that subscribers have lost. */
    long lostEvents() {
        return events.lostEvents();
    }

    /** Closes the socket and ends everything; succeeds when all connections are closed, after 5 s in any case. */
    Mono<Void> close() {
        return Mono.create(sink -> onLoop(
                () -> {
                    List<DialInConnection> open = List.copyOf(connections);
                    socket.close();
                    shutDown();
                    int[] left = {open.size()};
                    if (left[0] == 0) {
                        sink.success();
                        return;
                    }
                    loop.schedule(() -> sink.success(), CLOSING.toNanos(), TimeUnit.NANOSECONDS);
                    open.forEach(one -> one.channel
                            .closeFuture()
                            .addListener(closed -> onLoop(
                                    () -> {
                                        if (--left[0] == 0) {
                                            sink.success();
                                        }
                                    },
                                    sink::success)));
                },
                sink::success));
    }

    /** Ends everything, on the event loop. */
    private void shutDown() {
        if (over) {
            return;
        }
        over = true;
        stop(idleLimit);
        for (DialInConnection connection : List.copyOf(connections)) {
            move(connection, DialInConnection.State.OVER);
            connection.end(rules.name() + " was closed");
        }
        for (PendingConnect pending : devices.takeAllPending()) {
            stop(pending.timer);
            pending.fail(Reason.CLOSED, closedText());
        }
        watchers.forEach(DeviceFlux.Inner::end);
        watchers.clear();
        events.complete();
    }

    private String closedText() {
        return "cannot open " + rules.name() + ": the listener is closed";
    }

    void watch(DeviceFlux.Inner inner) {
        if (over) {
            inner.end();
        } else {
            watchers.add(inner);
            inner.drain();
        }
    }

    void unwatch(DeviceFlux.Inner inner) {
        watchers.remove(inner);
    }

    @Nullable
    KnownDevice after(long number) {
        return devices.after(number);
    }

    @Nullable
    InetAddress address(String id) {
        return devices.address(id);
    }

    String describe(@Nullable String id) {
        return id == null ? rules.name() : rules.name() + "?device=" + id;
    }

    /** @param ended runs instead if the event loop has ended */
    void onLoop(Runnable step, Runnable ended) {
        if (loop.inEventLoop()) {
            step.run();
            return;
        }
        try {
            loop.execute(step);
        } catch (RejectedExecutionException stopped) {
            ended.run();
        }
    }

    private static void stop(@Nullable Future<?> timer) {
        if (timer != null) {
            timer.cancel(false);
        }
    }
}
