package io.atflux.transport.tcp.dialin;

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
 * Brings connections of serial servers together with those who wait for them. It belongs to a
 * {@link io.atflux.transport.tcp.TcpListener}, which has all of it for users. All state is on one event loop, that of the
 * listening socket; each connection lives on its own.
 */
public final class Reception {

    private static final int MOST_EVENTS = 256;
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final Channel socket;
    private final EventLoop loop;
    private final Rules rules;
    private final Runnable whenIdle;
    private final Directory directory;
    private final EventBoard board;
    private final Replacements replacements;
    private final Set<Caller> callers = new LinkedHashSet<>();
    private final Set<Caller> held = new LinkedHashSet<>();
    private final Map<InetAddress, Integer> perAddress = new HashMap<>();
    private final List<DeviceFlux.Inner> watchers = new ArrayList<>();
    private int taken;
    private boolean over;
    private @Nullable Future<?> idleLimit;

    /**
     * Opens with its listening socket, and closes with it.
     *
     * @param socket listens, and is registered with its event loop
     * @param whenIdle called on the event loop when the idle limit is over
     */
    public Reception(Rules rules, Channel socket, Runnable whenIdle) {
        this.socket = socket;
        this.loop = socket.eventLoop();
        this.rules = rules;
        this.whenIdle = whenIdle;
        this.directory = new Directory(rules.devices());
        this.replacements = new Replacements(rules.replacement(), loop);
        this.board = new EventBoard(rules.name(), System::nanoTime);
        socket.closeFuture().addListener(closed -> onLoop(this::shutDown, () -> {}));
        onLoop(this::checkIdle, () -> {});
    }

    /** Counts a new connection, on the reception's event loop. False where it is one too many. */
    public boolean admit(Channel channel) {
        Caller caller = new Caller(channel);
        InetAddress address = caller.address;
        int same = address == null ? 0 : perAddress.getOrDefault(address, 0);
        if (over || callers.size() >= rules.connections() || same >= rules.perAddress()) {
            if (!over) {
                String which = same >= rules.perAddress()
                        ? rules.perAddress() + " from its address"
                        : rules.connections() + " in all";
                board.post(Kind.OVER_LIMIT, caller.peer, null, "there are " + which + " already");
            }
            return false;
        }
        callers.add(caller);
        if (address != null) {
            perAddress.merge(address, 1, Integer::sum);
        }
        channel.attr(Caller.KEY).set(caller);
        channel.closeFuture().addListener(closed -> onLoop(() -> left(caller), () -> {}));
        return true;
    }

    /** What asks an admitted connection who it is: the last handler of its pipeline. */
    public ChannelHandler greeter(Channel channel, Function<Throwable, @Nullable String> tlsWords) {
        Caller caller = channel.attr(Caller.KEY).get();
        Greeter greeter = new Greeter(this, caller, rules, tlsWords);
        caller.greeter = greeter;
        return greeter;
    }

    void registered(Caller caller, String id) {
        onLoop(() -> register(caller, id), () -> {});
    }

    private void register(Caller caller, String id) {
        if (over || caller.state != Caller.State.NEW) {
            return;
        }
        Device device = directory.get(id);
        Caller old = device.caller;
        caller.device = device;
        if (old == null) {
            accept(device, caller);
            return;
        }
        move(caller, Caller.State.ASKING);
        replacements.decide(device, old, caller, refusal -> {
            if (over || caller.state != Caller.State.ASKING) {
                return;
            }
            if (refusal == null) {
                accept(device, caller);
            } else {
                end(caller, Kind.NOT_REPLACED, refusal);
            }
        });
    }

    private void accept(Device device, Caller caller) {
        Caller old = device.caller;
        device.caller = caller;
        boolean first = directory.seen(device, caller.address);
        if (old != null) {
            replacements.replaced(device);
            end(old, Kind.REPLACED, "it dialled in again, from " + caller.peer);
        }
        board.post(Kind.REGISTERED, caller.peer, device.id, first ? "for the first time" : "again");
        move(caller, Caller.State.WAITING);
        offer(caller);
        if (first) {
            List.copyOf(watchers).forEach(DeviceFlux.Inner::drain);
        }
    }

    private void offer(Caller caller) {
        Device device = caller.device;
        Waiter waiter = device == null ? null : directory.nextFor(device);
        if (waiter != null) {
            offer(caller, waiter);
        }
    }

    private void offer(Caller caller, Waiter waiter) {
        move(caller, Caller.State.OFFERED);
        try {
            caller.channel.eventLoop().execute(() -> {
                Greeter greeter = caller.greeter;
                if (greeter != null) {
                    greeter.handOver(waiter);
                }
            });
        } catch (RejectedExecutionException stopped) {
            offerFailed(waiter);
        }
    }

    /** The connection has ended meanwhile: its waiter is the first for the next. */
    void offerFailed(Waiter waiter) {
        onLoop(() -> serve(waiter, true), () -> waiter.fail(closedText()));
    }

    /** The waiter has gone meanwhile. */
    void offerDeclined(Caller caller) {
        onLoop(
                () -> {
                    if (caller.state == Caller.State.OFFERED) {
                        move(caller, Caller.State.WAITING);
                        offer(caller);
                    }
                },
                () -> {});
    }

    void taken(Caller caller, Waiter waiter) {
        onLoop(
                () -> {
                    stop(waiter.timer);
                    if (caller.state == Caller.State.OFFERED) {
                        move(caller, Caller.State.TAKEN);
                    }
                },
                () -> {});
    }

    void refused(Caller caller, Kind kind, @Nullable String id, String why) {
        onLoop(
                () -> {
                    if (caller.state != Caller.State.OVER) {
                        move(caller, Caller.State.OVER);
                        Device device = caller.device;
                        board.post(kind, caller.peer, id == null && device != null ? device.id : id, why);
                    }
                },
                () -> {});
    }

    private void left(Caller caller) {
        callers.remove(caller);
        InetAddress address = caller.address;
        if (address != null) {
            perAddress.computeIfPresent(address, (same, count) -> count == 1 ? null : count - 1);
        }
        Device device = caller.device;
        if (caller.state != Caller.State.OVER) {
            boolean unknown = caller.state == Caller.State.NEW;
            boolean used = caller.state == Caller.State.TAKEN;
            move(caller, Caller.State.OVER);
            if (unknown) {
                board.post(Kind.NOT_REGISTERED, caller.peer, null, "ended before it registered");
            } else if (device != null) {
                board.post(Kind.GONE, caller.peer, device.id, used ? "its line ended" : "ended before it was taken");
            }
        }
        if (device != null) {
            if (device.caller == caller) {
                device.caller = null;
            }
            replacements.left(device, caller);
        }
    }

    private void end(Caller caller, Kind kind, String why) {
        Device device = caller.device;
        move(caller, Caller.State.OVER);
        board.post(kind, caller.peer, device == null ? null : device.id, why);
        caller.end((device == null ? "" : "device '" + device.id + "': ") + why);
    }

    private void move(Caller caller, Caller.State to) {
        if (caller.state == Caller.State.TAKEN) {
            taken--;
        } else if (caller.state == Caller.State.WAITING) {
            held.remove(caller);
            stop(caller.holdLimit);
        }
        caller.state = to;
        if (to == Caller.State.TAKEN) {
            taken++;
        } else if (to == Caller.State.WAITING) {
            held.add(caller);
            caller.holdLimit = loop.schedule(
                    () -> end(caller, Kind.NOT_TAKEN, "nobody took it within " + Durations.text(rules.holdFor())),
                    rules.holdFor().toNanos(),
                    TimeUnit.NANOSECONDS);
        }
        checkIdle();
    }

    Mono<Channel> connect(ChannelHandler handler, @Nullable String id, LineTraits traits) {
        return new Mono<>() {
            @Override
            public void subscribe(CoreSubscriber<? super Channel> subscriber) {
                subscriber.onSubscribe(new Waiter(Reception.this, handler, id, traits.waitFor(), subscriber));
            }
        };
    }

    void await(Waiter waiter) {
        onLoop(
                () -> {
                    Duration limit = waiter.limit;
                    waiter.refusalsBefore = board.refusals();
                    if (limit != null && !over) {
                        waiter.timer =
                                loop.schedule(() -> giveUp(waiter, limit), limit.toNanos(), TimeUnit.NANOSECONDS);
                    }
                    serve(waiter, false);
                },
                () -> waiter.fail(closedText()));
    }

    private void giveUp(Waiter waiter, Duration limit) {
        String nobody = waiter.id == null ? "no device dialled in" : "the device did not dial in";
        waiter.fail("cannot open " + describe(waiter.id) + ": " + nobody + " within " + Durations.text(limit)
                + board.refusedSince(waiter.refusalsBefore));
        drop(waiter);
    }

    private void serve(Waiter waiter, boolean first) {
        if (over) {
            stop(waiter.timer);
            waiter.fail(closedText());
            return;
        }
        if (!waiter.isWaiting()) {
            drop(waiter);
            return;
        }
        String id = waiter.id;
        Caller ready = id == null ? held.stream().findFirst().orElse(null) : directory.get(id).caller;
        if (ready != null && ready.state == Caller.State.WAITING) {
            offer(ready, waiter);
        } else if (first) {
            directory.queue(waiter).addFirst(waiter);
        } else {
            directory.queue(waiter).addLast(waiter);
        }
        checkIdle();
    }

    void forget(Waiter waiter) {
        onLoop(() -> drop(waiter), () -> {});
    }

    private void drop(Waiter waiter) {
        stop(waiter.timer);
        directory.queue(waiter).remove(waiter);
        if (waiter.id != null) {
            directory.release(directory.get(waiter.id));
        }
        checkIdle();
    }

    private void checkIdle() {
        Duration limit = rules.idleLimit();
        if (limit == null) {
            return;
        }
        if (over || taken > 0 || directory.anybodyWaits()) {
            stop(idleLimit);
            idleLimit = null;
        } else if (idleLimit == null) {
            idleLimit = loop.schedule(whenIdle, limit.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    /** A device by its id. */
    public DialInDevice device(String id, LineTraits traits) {
        return new DialInDevice(this, id, traits);
    }

    /** Whichever device is next. */
    public AtTransport any(LineTraits traits) {
        return new AnyDevice(this, traits);
    }

    /** Each device once. */
    public Flux<DialInDevice> devices(LineTraits traits) {
        return new DeviceFlux(this, traits);
    }

    /** What happens from now on. */
    public Flux<DialInEvent> events() {
        return Flux.<DialInEvent>create(
                        sink -> {
                            board.add(sink);
                            sink.onDispose(() -> board.remove(sink));
                        },
                        FluxSink.OverflowStrategy.IGNORE)
                .onBackpressureBuffer(MOST_EVENTS, lost -> board.lost(), BufferOverflowStrategy.DROP_OLDEST);
    }

    /** How often it happened. */
    public long count(Kind kind) {
        return board.count(kind);
    }

    /** How many events subscribers did not get. */
    public long lostEvents() {
        return board.lostEvents();
    }

    /** Closes the socket and ends everything; succeeds when all connections are closed, after 5 s in any case. */
    public Mono<Void> close() {
        return Mono.create(sink -> onLoop(
                () -> {
                    List<Caller> open = List.copyOf(callers);
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
        for (Caller caller : List.copyOf(callers)) {
            move(caller, Caller.State.OVER);
            caller.end(rules.name() + " was closed");
        }
        for (Waiter waiter : directory.takeAllWaiters()) {
            stop(waiter.timer);
            waiter.fail(closedText());
        }
        watchers.forEach(DeviceFlux.Inner::end);
        watchers.clear();
        board.complete();
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
    Device after(long number) {
        return directory.after(number);
    }

    @Nullable
    InetAddress address(String id) {
        return directory.address(id);
    }

    String describe(@Nullable String id) {
        return id == null ? rules.name() : rules.name() + "?device=" + id;
    }

    /** @param ended what to do instead where the event loop has ended */
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
