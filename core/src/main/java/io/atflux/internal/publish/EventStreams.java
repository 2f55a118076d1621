package io.atflux.internal.publish;

import io.atflux.SessionEvent;
import io.atflux.internal.foreign.Foreign;
import io.atflux.internal.trace.Traced;
import io.atflux.internal.trace.WireTap;
import io.atflux.line.AtLine;
import io.atflux.profile.AtProfile;
import io.atflux.urc.Overflow;
import io.atflux.urc.UrcType;
import io.netty.util.concurrent.EventExecutor;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/** The streams of unsolicited result codes, unclassified lines and session events. */
public final class EventStreams {

    /** A line classified as a result code, and its type; type null if only its form shows that it is one. */
    private record Urc(AtLine line, @Nullable UrcType<?> type) {}

    /** A line that is neither an answer nor a known result code. */
    private record Unclassified(AtLine line) {}

    private final AtProfile profile;
    private final EventExecutor loop;
    private final Counters counters;
    private final WireTap tap;
    /**
     * Emits {@link Urc}, {@link Unclassified} and {@link SessionEvent}: one fan-out for all, from which each subscriber picks its
     * events.
     */
    private final FanOut<Object> all;

    public EventStreams(EventExecutor loop, AtProfile profile, Counters counters, WireTap tap) {
        this.loop = loop;
        this.profile = profile;
        this.counters = counters;
        this.tap = tap;
        this.all = new FanOut<>(loop, counters);
    }

    /** The first type of the catalogue that the line fits; null for none. */
    @Nullable
    public UrcType<?> typeOf(AtLine line) {
        String name = line.name();
        List<UrcType<?>> types = profile.urcs(name.isEmpty() ? line.text().stripTrailing() : name);
        for (int i = 0; i < types.size(); i++) {
            if (types.get(i).shape().matches(line)) {
                return types.get(i);
            }
        }
        if (!name.isEmpty()) {
            // A banner may look like a named line: +SIM: Removed.
            for (UrcType<?> type : profile.urcs(line.text().stripTrailing())) {
                if (type.shape().matches(line)) {
                    return type;
                }
            }
        }
        return null;
    }

    public void urc(AtLine line, @Nullable UrcType<?> type) {
        all.emit(new Urc(line, type));
    }

    public void unclassified(AtLine line) {
        counters.unclassified();
        all.emit(new Unclassified(line));
    }

    public void event(SessionEvent event) {
        all.emit(event);
    }

    public void inStep(SessionEvent.Resynchronised event) {
        counters.resync();
        tap.note("in step again after " + event.probes() + " probe(s)");
        event(event);
    }

    /**
     * @param command the command line that the reply belongs to, masked
     * @param of the command's sender; null if it is no longer known
     */
    public void lateReply(String command, @Nullable Traced of, AtLine line) {
        counters.lateReply();
        tap.note("late: " + line + " belongs to " + command, of);
        event(new SessionEvent.LateReply(command, line));
    }

    public void lateUrc(Traced late, AtLine line) {
        counters.lateUrc();
        tap.note("late: " + line + " belongs to " + late.shown(), late);
        event(new SessionEvent.LateUrc(late.shown(), line));
    }

    public <T> Flux<T> urcs(UrcType<T> wanted, Overflow overflow) {
        boolean cut = overflow.deliversCut();
        return all.flux(
                event -> event instanceof Urc urc && (cut || !urc.line().isCut()) ? decode(urc, wanted) : null,
                overflow);
    }

    private <T> @Nullable T decode(Urc urc, UrcType<T> wanted) {
        if (urc.type() != wanted && !wanted.shape().matches(urc.line())) {
            return null;
        }
        try {
            return wanted.decoder().apply(urc.line());
        } catch (Throwable notUnderstood) {
            Foreign.passOnFatal(notUnderstood);
            // Reported after the present event, so that all subscribers see both in the same order.
            try {
                loop.execute(() -> unclassified(urc.line()));
            } catch (RejectedExecutionException closing) {
                counters.unclassified();
            }
            return null;
        }
    }

    public Flux<AtLine> urcLines(Overflow overflow) {
        return all.flux(event -> event instanceof Urc urc ? urc.line() : null, overflow);
    }

    public Flux<AtLine> unclassifiedLines(Overflow overflow) {
        return all.flux(event -> event instanceof Unclassified nobodys ? nobodys.line() : null, overflow);
    }

    public Flux<SessionEvent> events(Overflow overflow) {
        return all.flux(event -> event instanceof SessionEvent own ? own : null, overflow);
    }

    public void terminate(@Nullable Throwable cause) {
        all.terminate(cause);
    }
}
