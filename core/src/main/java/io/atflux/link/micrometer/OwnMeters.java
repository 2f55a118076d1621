package io.atflux.link.micrometer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.noop.NoopCounter;
import io.micrometer.core.instrument.noop.NoopGauge;
import io.micrometer.core.instrument.noop.NoopTimeGauge;
import io.micrometer.core.instrument.noop.NoopTimer;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * The meters of one link, created when first needed, and removed together. Nothing is registered after that: the registry would return
 * the meter of the next link with the same tags. Thread-safe.
 */
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
        return own(
                Counter.class,
                meter,
                value,
                () -> Counter.builder(meter.id())
                        .description(meter.description())
                        .tags(tags(meter, value))
                        .register(registry),
                () -> new NoopCounter(id(meter, value, Meter.Type.COUNTER)));
    }

    synchronized Timer timer(LinkMeters meter, String value) {
        return own(
                Timer.class,
                meter,
                value,
                () -> Timer.builder(meter.id())
                        .description(meter.description())
                        .tags(tags(meter, value))
                        .register(registry),
                () -> new NoopTimer(id(meter, value, Meter.Type.TIMER)));
    }

    synchronized <T> void gauge(LinkMeters meter, String value, String unit, T of, ToDoubleFunction<T> reads) {
        own(
                Gauge.class,
                meter,
                value,
                () -> Gauge.builder(meter.id(), of, reads)
                        .description(meter.description())
                        .baseUnit(unit.isEmpty() ? null : unit)
                        .tags(tags(meter, value))
                        .register(registry),
                () -> new NoopGauge(id(meter, value, Meter.Type.GAUGE)));
    }

    synchronized <T> void timeGauge(LinkMeters meter, T of, ToDoubleFunction<T> seconds) {
        own(
                TimeGauge.class,
                meter,
                "",
                () -> TimeGauge.builder(meter.id(), of, TimeUnit.SECONDS, seconds)
                        .description(meter.description())
                        .tags(tags)
                        .register(registry),
                () -> new NoopTimeGauge(id(meter, "", Meter.Type.GAUGE)));
    }

    private <M extends Meter> M own(
            Class<M> type, LinkMeters meter, String value, Supplier<M> register, Supplier<M> afterTheEnd) {
        return removed
                ? afterTheEnd.get()
                : type.cast(all.computeIfAbsent(new Key(meter, value), first -> register.get()));
    }

    private Meter.Id id(LinkMeters meter, String value, Meter.Type type) {
        return new Meter.Id(meter.id(), tags(meter, value), null, meter.description(), type);
    }

    private Tags tags(LinkMeters meter, String value) {
        return meter.tags().isEmpty() ? tags : tags.and(meter.tags(), value);
    }

    synchronized void remove() {
        removed = true;
        all.values().forEach(registry::remove);
        all.clear();
    }
}
