package io.atflux.transport.tcp.dialin;

import io.atflux.transport.tcp.dialin.DialInEvent.Kind;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.FluxSink;

/**
 * Counts what happens, logs it, and tells those who listen. Events come on the reception's event loop; whoever listens, on
 * whichever thread, gets what comes from then on, also what the loop does before it would get to a task of ours.
 */
final class EventBoard {

    private static final Logger LOG = LoggerFactory.getLogger(Reception.class);

    private final String name;
    private final AtomicLongArray counts = new AtomicLongArray(Kind.values().length);
    private final AtomicLong dropped = new AtomicLong();
    private final List<FluxSink<DialInEvent>> sinks = new CopyOnWriteArrayList<>();
    private boolean over;

    EventBoard(String name) {
        this.name = name;
    }

    void post(Kind kind, String peer, @Nullable String id, String text) {
        DialInEvent event = new DialInEvent(kind, peer, id, text);
        counts.incrementAndGet(kind.ordinal());
        LOG.info("{}: {}", name, event);
        for (FluxSink<DialInEvent> sink : sinks) {
            try {
                sink.next(event);
            } catch (RuntimeException thrown) {
                LOG.warn("{}: a listener to its events failed", name, thrown);
                sinks.remove(sink);
            }
        }
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
