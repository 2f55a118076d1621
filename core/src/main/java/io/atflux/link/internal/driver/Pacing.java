package io.atflux.link.internal.driver;

import io.atflux.link.LinksOptions;
import io.atflux.mqtt.Broker;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Limits the rate at which lines, and connections to each broker, are opened. Thread-safe. */
public final class Pacing {

    /** No limit. */
    static final Pacing NONE = new Pacing(null);

    /** Turns at a fixed interval. */
    private static final class Turns {

        private final long distance;
        private long next = Long.MIN_VALUE;

        Turns(int perSecond) {
            distance = TimeUnit.SECONDS.toNanos(1) / perSecond;
        }

        /** The wait until the caller's turn, in nanoseconds. */
        synchronized long take(long now) {
            long mine = next == Long.MIN_VALUE || next - now < 0 ? now : next;
            next = mine + distance;
            return mine - now;
        }
    }

    private final @Nullable LinksOptions options;
    private final Map<String, Turns> turns = new ConcurrentHashMap<>();

    private Pacing(@Nullable LinksOptions options) {
        this.options = options;
    }

    /** One pace for all links of a fleet. */
    public static Pacing of(LinksOptions options) {
        return new Pacing(options);
    }

    /** Completes when a line may be opened. */
    Mono<Void> line(Scheduler timer) {
        return options == null ? Mono.empty() : turn("", options.connectsPerSecond(), timer);
    }

    /** Completes when a connection to this broker may be opened. */
    Mono<Void> broker(Broker broker, Scheduler timer) {
        return options == null
                ? Mono.empty()
                : turn(broker.host() + ":" + broker.port(), options.opensPerSecond(), timer);
    }

    private Mono<Void> turn(String of, int perSecond, Scheduler timer) {
        return Mono.defer(() -> {
            long wait = turns.computeIfAbsent(of, none -> new Turns(perSecond)).take(timer.now(TimeUnit.NANOSECONDS));
            return wait <= 0
                    ? Mono.empty()
                    : Mono.delay(Duration.ofNanos(wait), timer).then();
        });
    }
}
