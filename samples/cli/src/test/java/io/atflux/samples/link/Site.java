package io.atflux.samples.link;

import io.atflux.link.LinkOptions;
import io.atflux.link.Recovery;
import io.atflux.samples.modem.Clock;
import io.atflux.samples.modem.VirtualModem;
import io.atflux.samples.modem.switches.Switch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;

/** A module with its card and network, its line, its broker, and the host at the other end, on one virtual time. */
final class Site implements AutoCloseable {

    /** A step of the outbox waits for one commit, and for the one before it. */
    private static final Duration LONGEST_COMMIT = Duration.ofSeconds(10);
    /** A failed save is tried again within this time. */
    private static final Duration RETRIED = Duration.ofMinutes(4);

    private static final Instant START = Instant.parse("2026-07-20T06:51:36Z");

    final VirtualTimeScheduler time = VirtualTimeScheduler.create();
    final Setup setup;
    final VirtualModem modem;
    final SiteLine line;
    final WorldBroker broker;
    final Wire wire;
    final Verdict verdict;
    final History history = new History(this);
    final Deliveries deliveries = new Deliveries(this);
    private final List<Traced> trace = new ArrayList<>();
    private int hookCalls;
    private int nextMessage;
    private @Nullable SiteHost host;
    private final @Nullable SiteDisk disk;
    private final @Nullable Ledger ledger;

    Site(Setup setup) {
        this.setup = setup;
        this.verdict = new Verdict(this);
        this.broker = new WorldBroker(time, this::trace);
        SiteLine[] self = new SiteLine[1];
        this.modem = new VirtualModem(setup.switches, new TimeOfTheSite(), broker, bytes -> self[0].printed(bytes));
        this.line = new SiteLine(time, modem);
        self[0] = line;
        this.wire = new Wire(this);
        line.tap(wire::written);
        line.printTap(wire::printed);
        broker.onSent(deliveries::sent);
        broker.onSeen(new Order(this)::seen);
        broker.onForbidden(() -> history.note(History.Happening.FORBIDDEN));
        Shelf shelf = setup.emptyStore();
        this.disk = shelf == null ? null : new SiteDisk(this, setup.diskDice(), shelf);
        this.ledger = disk == null ? null : new Ledger(this, disk);
    }

    /** The disk of the host's outbox; null if it has none. */
    @Nullable
    SiteDisk disk() {
        return disk;
    }

    /** For a host with an outbox. */
    Ledger ledger() {
        return Objects.requireNonNull(ledger);
    }

    boolean hasOutbox() {
        return ledger != null;
    }

    /** Events before this moment are remembered by a host that dies now. */
    Duration surelyRemembered() {
        SiteDisk kept = disk;
        if (kept == null) {
            return Duration.ZERO;
        }
        Duration well = kept.wellSince();
        Duration committed = now().minus(LONGEST_COMMIT);
        if (well == null || now().minus(well).compareTo(RETRIED) < 0) {
            Duration before = kept.troubleSince().minus(LONGEST_COMMIT);
            return before.compareTo(committed) < 0 ? before : committed;
        }
        return committed;
    }

    /** The process that has the line; null before the first one. */
    @Nullable
    SiteHost host() {
        return host;
    }

    SiteHost newHost(Dice dice) {
        SiteHost fresh = new SiteHost(this, dice);
        host = fresh;
        return fresh;
    }

    /** Starts a new process, unless another one was started meanwhile. */
    void comesBack(Duration wait, Dice dice) {
        after(wait, () -> {
            if (host == null || host.isDead()) {
                newHost(dice).start();
            }
        });
    }

    int nextMessage() {
        return nextMessage++;
    }

    /** The policies, with a hook that reaches this module, and with a process's access to the outbox. */
    LinkOptions options(HostTime time) {
        SiteDisk kept = disk;
        LinkOptions options = kept == null
                ? setup.options
                : setup.options.mutate().outbox(new SiteOutbox(kept, time)).build();
        Recovery recovery = options.recovery();
        if (recovery.power() == null) {
            return options;
        }
        return options.mutate()
                .recovery(recovery.mutate()
                        .power(this::powerCycle, recovery.powerCyclesPerHour())
                        .build())
                .build();
    }

    private Mono<Void> powerCycle() {
        return Mono.defer(() -> {
            SiteHost asks = host;
            return Mono.fromRunnable(() -> powerCycle(asks))
                    .delaySubscription(Duration.ofSeconds(3), time)
                    .then();
        });
    }

    private void powerCycle(@Nullable SiteHost asked) {
        trace("the power hook is called");
        hookCalls++;
        history.note(History.Happening.MODULE_OFF);
        if (asked != null && !asked.isDead()) {
            // A process that has died since may or may not have updated its store.
            wire.powerHook();
        }
        line.hung(false);
        modem.powerCycle();
    }

    int hookCalls() {
        return hookCalls;
    }

    Duration now() {
        return Duration.ofNanos(time.now(TimeUnit.NANOSECONDS));
    }

    void after(Duration delay, Runnable task) {
        time.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    void pass(Duration by) {
        time.advanceTimeBy(by);
    }

    void set(Switch which, String position) {
        modem.move(which, position);
    }

    void trace(String what) {
        trace(() -> what);
    }

    /** For texts that are expensive to build, and seldom read. */
    void trace(Supplier<String> what) {
        trace.add(new Traced(now(), what));
    }

    private record Traced(Duration at, Supplier<String> what) {

        @Override
        public String toString() {
            return time(at) + " " + what.get();
        }
    }

    static String time(Duration at) {
        return String.format(
                java.util.Locale.ROOT, "%3d:%02d.%03d", at.toMinutes(), at.toSecondsPart(), at.toMillisPart());
    }

    /** The events as text. */
    List<String> trace() {
        return trace.stream().map(Traced::toString).toList();
    }

    @Override
    public void close() {
        modem.close();
        line.close();
        time.dispose();
    }

    private final class TimeOfTheSite implements Clock {

        @Override
        public Instant now() {
            return START.plus(Site.this.now());
        }

        @Override
        public void execute(Runnable task) {
            time.schedule(task);
        }

        @Override
        public Timer schedule(Duration delay, Runnable task) {
            Disposable scheduled = time.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
            return scheduled::dispose;
        }
    }
}
