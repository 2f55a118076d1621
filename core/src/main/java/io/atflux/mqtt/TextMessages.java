package io.atflux.mqtt;

import io.atflux.AtSession;
import io.atflux.line.AtLine;
import io.atflux.line.LineShape;
import io.atflux.transport.Durations;
import io.atflux.urc.Overflow;
import io.atflux.urc.UrcType;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.publisher.SynchronousSink;
import reactor.core.scheduler.Scheduler;

/**
 * Messages whose payload is text of unknown length, so that it may go on in further lines. A message is over when a line with
 * a lead of its own begins, or when nothing of it has come for a while. One object for each subscriber.
 */
final class TextMessages {

    /** No module passes on more in one message; what does is not joined any further. */
    private static final int MOST_BYTES = 64 * 1024;

    /**
     * A line out of the stream of result codes.
     *
     * @param message what it is if nothing of it follows; null where it is no message's first line
     * @param orphan more of a line that could not be read as a message
     */
    private record Part(
            AtLine line,
            @Nullable UrcType<InboundMessage> type,
            @Nullable InboundMessage message,
            boolean orphan) {}

    private enum Quiet {
        FOR_A_WHILE,
        FOR_EVER
    }

    private final List<UrcType<InboundMessage>> types;
    private final long gap;
    private final Scheduler timer;
    private final Disposable.Swap alarm = Disposables.swap();
    private @Nullable FluxSink<Object> alarms;
    private boolean unreadable;
    private @Nullable Part first;
    private @Nullable ByteArrayOutputStream joined;
    private long lastCame;
    private boolean armed;

    private TextMessages(List<UrcType<InboundMessage>> types, Duration gap, Scheduler timer) {
        this.types = types;
        this.gap = Durations.nanos(gap);
        this.timer = timer;
    }

    /** @param gap how long nothing may come within one message */
    static Flux<InboundMessage> of(
            AtSession session, List<UrcType<InboundMessage>> types, Duration gap, Overflow overflow) {
        return Flux.defer(() -> {
            TextMessages messages = new TextMessages(types, gap, session.timer());
            UrcType<Part> lines = UrcType.of(LineShape.any(), messages::read);
            return Flux.<Object>create(sink -> messages.listen(session.urcs(lines, overflow), sink))
                    .handle((signal, out) -> messages.join(signal, out));
        });
    }

    /** Called for each line, in order; what it throws makes the session report the line as unclassified. */
    private Part read(AtLine line) {
        UrcType<InboundMessage> type = typeOf(line);
        if (!line.hasOwnLead()) {
            return new Part(line, type, type == null || unreadable ? null : readIfPossible(line, type), unreadable);
        }
        unreadable = type != null;
        InboundMessage message = type == null ? null : type.decoder().apply(line);
        unreadable = false;
        return new Part(line, type, message, false);
    }

    private @Nullable UrcType<InboundMessage> typeOf(AtLine line) {
        for (UrcType<InboundMessage> type : types) {
            if (type.shape().matches(line)) {
                return type;
            }
        }
        return null;
    }

    private static @Nullable InboundMessage readIfPossible(AtLine line, UrcType<InboundMessage> type) {
        try {
            return type.decoder().apply(line);
        } catch (RuntimeException noMessage) {
            return null;
        }
    }

    /** The sink puts lines and alarms into one order, whichever threads they come from. */
    private void listen(Flux<Part> lines, FluxSink<Object> sink) {
        alarms = sink;
        Disposable listening = lines.subscribe(
                sink::next,
                failed -> {
                    sink.next(Quiet.FOR_EVER);
                    sink.error(failed);
                },
                () -> {
                    sink.next(Quiet.FOR_EVER);
                    sink.complete();
                });
        sink.onDispose(() -> {
            listening.dispose();
            alarm.dispose();
        });
    }

    private void join(Object signal, SynchronousSink<InboundMessage> out) {
        if (signal instanceof Part part) {
            Part begun = first;
            if (begun != null && !part.line().hasOwnLead() && !part.orphan()) {
                append(begun, part.line(), out);
            } else {
                emit(out);
                begin(part);
            }
        } else if (signal == Quiet.FOR_EVER) {
            emit(out);
        } else {
            armed = false;
            long left = lastCame + gap - timer.now(TimeUnit.NANOSECONDS);
            if (left <= 0) {
                emit(out);
            } else if (first != null) {
                arm(left);
            }
        }
    }

    private void begin(Part part) {
        if (part.message() != null) {
            first = part;
            came();
        }
    }

    private void append(Part begun, AtLine more, SynchronousSink<InboundMessage> out) {
        ByteArrayOutputStream all = joined;
        if (all == null) {
            all = new ByteArrayOutputStream();
            all.writeBytes(begun.line().toBytes());
            joined = all;
        }
        all.writeBytes(more.lead().getBytes(StandardCharsets.ISO_8859_1));
        all.writeBytes(more.toBytes());
        came();
        if (all.size() > MOST_BYTES) {
            emit(out);
        }
    }

    private void came() {
        lastCame = timer.now(TimeUnit.NANOSECONDS);
        if (!armed) {
            arm(gap);
        }
    }

    private void arm(long nanos) {
        FluxSink<Object> sink = alarms;
        if (sink != null) {
            armed = true;
            alarm.update(timer.schedule(() -> sink.next(Quiet.FOR_A_WHILE), nanos, TimeUnit.NANOSECONDS));
        }
    }

    private void emit(SynchronousSink<InboundMessage> out) {
        Part begun = first;
        ByteArrayOutputStream all = joined;
        first = null;
        joined = null;
        if (begun == null || begun.message() == null) {
            return;
        }
        InboundMessage whole = all == null || begun.type() == null
                ? null
                : readIfPossible(AtLine.wrap(all.toByteArray(), begun.line().lead()), begun.type());
        out.next(whole == null ? begun.message() : whole);
    }
}
