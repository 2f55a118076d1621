package io.atflux.observe;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Records a session's activity in Micrometer {@link Meters}. Needs {@code io.micrometer:micrometer-core}, which is not a
 * transitive dependency of atflux. Use one observer for all sessions that share their tags. The timers of a command are looked up
 * once: a timer removed from the registry is not created again. The first 200 names of commands have meters of their own; further ones
 * share those tagged {@code other}.
 *
 * <pre>{@code
 * AtClient.over(line).observer(new MicrometerObserver(registry, Tags.of("site", "depot-7")))
 * }</pre>
 */
public final class MicrometerObserver implements SessionObserver {

    /** The number of command names with meters of their own: who types commands by hand may type any name. */
    private static final int MOST_NAMES = 200;
    /** The tag of all further ones. */
    private static final String OTHERS = "other";

    private final MeterRegistry registry;
    private final Tags tags;
    private final AtomicInteger waiting = new AtomicInteger();
    /** The meters of each command, looked up once. */
    private final Map<String, OfCommand> commands = new ConcurrentHashMap<>();

    /**
     * @param tags added to every meter; a tag for each modem is suitable for hundreds of modems, not for millions
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
        // A lookup first: it costs less than {@code computeIfAbsent}.
        OfCommand known = commands.get(command.name());
        OfCommand meters = known == null ? added(command.name()) : known;
        Duration toEnd = command.toEnd();
        Duration toFinal = command.toFinal();
        if (toEnd == null) {
            counter(Meters.UNSENT, meters.tags(command.ending())).increment();
            return;
        }
        meters.ended(command.ending()).record(toEnd);
        if (toFinal != null) {
            meters.accepted().record(toFinal);
        }
        if (command.writes() > 1) {
            counter(Meters.RESENDS, meters.named).increment(command.writes() - 1.0);
        }
    }

    private OfCommand added(String name) {
        return commands.computeIfAbsent(commands.size() < MOST_NAMES ? name : OTHERS, OfCommand::new);
    }

    /** The meters of one command. Two threads that create the same meter get the same object from the registry. */
    private final class OfCommand {

        private final Tags named;
        private final AtomicReferenceArray<@Nullable Timer> ended = new AtomicReferenceArray<>(Ending.values().length);
        private volatile @Nullable Timer accepted;

        OfCommand(String name) {
            named = tags.and("command", name);
        }

        Tags tags(Ending ending) {
            return named.and("ending", ending.name().toLowerCase(Locale.ROOT));
        }

        Timer ended(Ending ending) {
            Timer timer = ended.get(ending.ordinal());
            if (timer == null) {
                timer = timer(Meters.COMMAND, tags(ending));
                ended.set(ending.ordinal(), timer);
            }
            return timer;
        }

        Timer accepted() {
            Timer timer = accepted;
            if (timer == null) {
                timer = timer(Meters.COMMAND_FINAL, named);
                accepted = timer;
            }
            return timer;
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
