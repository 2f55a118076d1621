package io.atflux.transport.tcp.dialin;

import io.atflux.internal.foreign.Foreign;
import io.atflux.transport.tcp.dialin.DialInEvent.Kind;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.FluxSink;

/**
 * Counts events, logs them, and delivers them to subscribers. Events come on the dispatcher's event loop. A subscriber on any
 * thread gets all events from the moment of subscription, including those that the loop produces before it would run a task of
 * the subscriber.
 */
final class DialInEvents {

    private static final Logger LOG = LoggerFactory.getLogger(ConnectionDispatcher.class);

    private static final Set<Kind> REFUSALS = EnumSet.of(
            Kind.SILENT, Kind.NOT_REGISTERED, Kind.NOT_ALLOWED, Kind.NOT_REPLACED, Kind.OVER_LIMIT, Kind.TLS_FAILED);

    private final String name;
    private final LogQuota quota;
    private final AtomicLongArray counts = new AtomicLongArray(Kind.values().length);
    private final AtomicLong dropped = new AtomicLong();
    private final List<FluxSink<DialInEvent>> sinks = new CopyOnWriteArrayList<>();
    private boolean over;
    private long refusals;
    private @Nullable DialInEvent lastRefusal;

    /** @param nanos the time in nanoseconds, from any origin */
    DialInEvents(String name, LongSupplier nanos) {
        this.name = name;
        this.quota = new LogQuota(nanos);
    }

    void post(Kind kind, String peer, @Nullable String id, String text) {
        DialInEvent event = new DialInEvent(kind, peer, id, text);
        counts.incrementAndGet(kind.ordinal());
        if (REFUSALS.contains(kind)) {
            refusals++;
            lastRefusal = event;
        }
        log(event);
        for (FluxSink<DialInEvent> sink : sinks) {
            try {
                sink.next(event);
            } catch (Throwable thrown) {
                sinks.remove(sink);
                Foreign.contain("a listener to dial-in events", sink, thrown);
            }
        }
    }

    private void log(DialInEvent event) {
        int count = quota.next(event.kind());
        if (count > LogQuota.MOST) {
            LOG.debug("{}: {}", name, event);
            return;
        }
        LOG.info("{}: {}", name, event);
        if (count == LogQuota.MOST) {
            LOG.info("{}: further {} within this minute are logged as DEBUG", name, event.kind());
        }
    }

    /** The number of connections refused so far. On the event loop. */
    long refusals() {
        return refusals;
    }

    /** The refusals since their number was the given one, for people; empty if there were none. On the event loop. */
    String refusedSince(long before) {
        long count = refusals - before;
        return count == 0 ? "" : "; " + count + " refused meanwhile, the last one: " + lastRefusal;
    }

    void add(FluxSink<DialInEvent> sink) {
        synchronized (sinks) {
            if (!over) {
                sinks.add(sink);
                return;
            }
        }
        sink.complete();
    }

    void remove(FluxSink<DialInEvent> sink) {
        sinks.remove(sink);
    }

    void complete() {
        List<FluxSink<DialInEvent>> all;
        synchronized (sinks) {
            over = true;
            all = List.copyOf(sinks);
            sinks.clear();
        }
        all.forEach(FluxSink::complete);
    }

    long count(Kind kind) {
        return counts.get(kind.ordinal());
    }

    void lost() {
        dropped.incrementAndGet();
    }

    long lostEvents() {
        return dropped.get();
    }
}
