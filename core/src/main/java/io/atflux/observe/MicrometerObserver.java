package io.atflux.observe;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Turns a session's life into Micrometer {@link Meters}. Needs {@code io.micrometer:micrometer-core}, which atflux itself does
 * not bring along. One observer for all sessions that share their tags.
 *
 * <pre>{@code
 * AtClient.over(line).observer(new MicrometerObserver(registry, Tags.of("site", "depot-7")))
 * }</pre>
 */
public final class MicrometerObserver implements SessionObserver {

    private final MeterRegistry registry;
    private final Tags tags;
    private final AtomicInteger waiting = new AtomicInteger();

    /**
     * @param tags go with every meter; a tag for each modem is fine for hundreds of them, not for millions
     */
    public MicrometerObserver(MeterRegistry registry, Iterable<Tag> tags) {
        this.registry = registry;
        this.tags = Tags.of(tags);
        Gauge.builder(Meters.QUEUE.id(), waiting, AtomicInteger::get)
                .description(Meters.QUEUE.description())
                .tags(this.tags)
                .register(registry);
    }

    @Override
    public void commandEnded(Command command) {
        Tags named = tags.and("command", command.name());
        Tags ended = named.and("ending", command.ending().name().toLowerCase(Locale.ROOT));
        if (command.toEnd() == null) {
            counter(Meters.UNSENT, ended).increment();
            return;
        }
        timer(Meters.COMMAND, ended).record(command.toEnd());
        if (command.toFinal() != null) {
            timer(Meters.COMMAND_FINAL, named).record(command.toFinal());
        }
        if (command.writes() > 1) {
            counter(Meters.RESENDS, named).increment(command.writes() - 1.0);
        }
    }

    @Override
    public void lateReply() {
        counter(Meters.LATE_REPLIES, tags).increment();
    }

    @Override
    public void lateUrc() {
        counter(Meters.LATE_URCS, tags).increment();
    }

    @Override
    public void resynchronised() {
        counter(Meters.RESYNCS, tags).increment();
    }

    @Override
    public void unclassified() {
        counter(Meters.UNCLASSIFIED, tags).increment();
    }

    @Override
    public void dropped(long events) {
        counter(Meters.DROPPED, tags).increment(events);
    }

    @Override
    public void queued(int change) {
        waiting.addAndGet(change);
    }

    private Timer timer(Meters meter, Tags all) {
        return Timer.builder(meter.id())
                .description(meter.description())
                .tags(all)
                .register(registry);
    }

    private Counter counter(Meters meter, Tags all) {
        return Counter.builder(meter.id())
                .description(meter.description())
                .tags(all)
                .register(registry);
    }
}
