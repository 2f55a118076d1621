package io.atflux.samples.link;

import io.atflux.fibocom.L610;
import io.atflux.link.LinkOptions;
import io.atflux.link.LinkState;
import io.atflux.link.MqttLink;
import io.atflux.mqtt.Broker;
import io.atflux.samples.modem.Clock;
import io.atflux.samples.modem.VirtualModem;
import io.atflux.samples.modem.switches.Switch;
import io.atflux.samples.modem.switches.Switches;
import io.atflux.samples.modem.uplink.Uplink;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import reactor.core.Disposable;
import reactor.test.scheduler.VirtualTimeScheduler;

/** A link, its line, a virtual module and its network, all on one virtual time. For one thread. */
final class World implements AutoCloseable {

    private static final Instant START = Instant.parse("2026-07-20T06:51:36Z");
    private static final Duration TICK = Duration.ofMillis(100);

    final VirtualTimeScheduler time = VirtualTimeScheduler.create();
    final Uplink uplink;
    final VirtualModem modem;
    final SiteLine line;
    final List<LinkState> states = new ArrayList<>();
    private final MqttLink link;

    World(Uplink uplink) {
        this(uplink, Switches.defaults(), LinkOptions.defaults(), builder -> builder);
    }

    World(Uplink uplink, Switches switches, LinkOptions options, UnaryOperator<L610.Builder> change) {
        this(uplink, switches, options, change, Broker.tcp("broker.example", 1883));
    }

    World(Uplink uplink, Switches switches, LinkOptions options, UnaryOperator<L610.Builder> change, Broker broker) {
        this.uplink = uplink;
        SiteLine[] self = new SiteLine[1];
        this.modem = new VirtualModem(switches, new TimeOfTheWorld(), uplink, bytes -> self[0].printed(bytes));
        this.line = new SiteLine(time, modem);
        self[0] = line;
        Random random = new Random(1);
        L610.Builder builder = change.apply(
                L610.over(line).session(client -> client.timer(time).random(new Random(2))));
        this.link = builder.link(broker, options.mutate().random(random).build());
        link.states().subscribe(states::add);
    }

    MqttLink link() {
        return link;
    }

    Instant now() {
        return START.plus(Duration.ofNanos(time.now(TimeUnit.NANOSECONDS)));
    }

    /** The link's time: that of its timer. */
    Instant linkTime() {
        return Instant.EPOCH.plus(elapsed());
    }

    Duration elapsed() {
        return Duration.ofNanos(time.now(TimeUnit.NANOSECONDS));
    }

    World pass(Duration by) {
        time.advanceTimeBy(by);
        return this;
    }

    /** Advances the time until the link's state is the wanted one. */
    Duration until(String what, Predicate<LinkState> wanted, Duration atMost) {
        Duration from = elapsed();
        while (!wanted.test(link.state())) {
            if (elapsed().minus(from).compareTo(atMost) > 0) {
                throw new AssertionError("not " + what + " within " + atMost + ", but " + link.state() + "; before: "
                        + states.subList(Math.max(0, states.size() - 12), states.size()));
            }
            pass(TICK);
        }
        return elapsed().minus(from);
    }

    Duration untilReady(Duration atMost) {
        return until("ready", LinkState::isReady, atMost);
    }

    World started() {
        link.start().subscribe(done -> {}, failure -> {});
        untilReady(Duration.ofMinutes(3));
        return this;
    }

    void set(Switch which, String position) {
        modem.move(which, position);
    }

    @Override
    public void close() {
        link.close().subscribe();
        pass(Duration.ofSeconds(30));
        modem.close();
        line.close();
        time.dispose();
    }

    private final class TimeOfTheWorld implements Clock {

        @Override
        public Instant now() {
            return World.this.now();
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
