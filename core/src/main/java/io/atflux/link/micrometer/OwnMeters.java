package io.atflux.link.micrometer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/** The meters of one link, created when first needed, and removed together. Thread-safe. */
final class OwnMeters {

    private record Key(LinkMeters meter, String value) {}

    private final MeterRegistry registry;
    private final Tags tags;
    private final Map<Key, Meter> all = new HashMap<>();
    private boolean removed;

    OwnMeters(MeterRegistry registry, Tags tags) {
        this.registry = registry;
        this.tags = tags;
    }

    Instant now() {
        return Instant.ofEpochMilli(registry.config().clock().wallTime());
    }

    /** @param value the value of the meter's own tag; empty if it has none */
    synchronized Counter counter(LinkMeters meter, String value) {
        Counter counter = all.get(new Key(meter, value)) instanceof Counter known
                ? known
                : Counter.builder(meter.id())
                        .description(meter.description())
                        .tags(tags(meter, value))
                        .register(registry);
        return keep(meter, value, counter);
    }

    synchronized Timer timer(LinkMeters meter, String value) {
        Timer timer = all.get(new Key(meter, value)) instanceof Timer known
                ? known
                : Timer.builder(meter.id())
                        .description(meter.description())
                        .tags(tags(meter, value))
                        .register(registry);
        return keep(meter, value, timer);
    }

    synchronized <T> void gauge(LinkMeters meter, String value, String unit, T of, ToDoubleFunction<T> reads) {
        if (!all.containsKey(new Key(meter, value))) {
            keep(
                    meter,
                    value,
                    Gauge.builder(meter.id(), of, reads)
                            .description(meter.description())
                            .baseUnit(unit.isEmpty() ? null : unit)
                            .tags(tags(meter, value))
                            .register(registry));
        }
    }

    synchronized <T> void timeGauge(LinkMeters meter, T of, ToDoubleFunction<T> seconds) {
        if (!all.containsKey(new Key(meter, ""))) {
            keep(
                    meter,
                    "",
                    TimeGauge.builder(meter.id(), of, TimeUnit.SECONDS, seconds)
                            .description(meter.description())
                            .tags(tags)
                            .register(registry));
        }
    }

    private Tags tags(LinkMeters meter, String value) {
        return meter.tags().isEmpty() ? tags : tags.and(meter.tags(), value);
    }

    /** A meter that is created after the end is removed at once. */
    private <M extends Meter> M keep(LinkMeters meter, String value, M one) {
        if (removed) {
            registry.remove(one);
        } else {
            all.put(new Key(meter, value), one);
        }
        return one;
    }

    synchronized void remove() {
        removed = true;
        all.values().forEach(registry::remove);
        all.clear();
    }
}
