package io.atflux.mqtt;

import io.atflux.line.AtLine;
import io.atflux.urc.UrcType;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Tells of each line whether it is a message of this client, and to which topic. Where the module does not say where a topic
 * ends, the client's own filters do; a message that fits them in several ways is nobody's. Confined to the session's event
 * loop, but for the counters.
 */
final class Inbox {

    private record Read(AtLine line, @Nullable MqttMessage message, MqttEvent.@Nullable Ambiguous ambiguous) {}

    private final int id;
    private final List<UrcType<InboundMessage>> types;
    private final Interests interests;
    private final LongAdder cut = new LongAdder();
    private final LongAdder ambiguous = new LongAdder();
    /** Each subscriber reads the same line: it is judged once. */
    private @Nullable Read last;

    Inbox(int id, List<UrcType<InboundMessage>> types, Interests interests) {
        this.id = id;
        this.types = types;
        this.interests = interests;
    }

    long cut() {
        return cut.sum();
    }

    long ambiguous() {
        return ambiguous.sum();
    }

    /** The message that a line is; null where it is none of this client's. What a decoder throws is the session's to report. */
    @Nullable
    MqttMessage message(AtLine line) {
        return read(line).message();
    }

    MqttEvent.@Nullable Ambiguous ambiguous(AtLine line) {
        return read(line).ambiguous();
    }

    private Read read(AtLine line) {
        Read before = last;
        if (before != null && before.line() == line) {
            return before;
        }
        Read now = judge(line);
        last = now;
        return now;
    }

    private Read judge(AtLine line) {
        InboundMessage in = decode(line);
        if (in == null || in.clientId() != id) {
            return new Read(line, null, null);
        }
        if (line.isCut()) {
            cut.increment();
        }
        List<MqttMessage> readings = in.readings();
        if (readings.size() == 1) {
            return new Read(line, readings.get(0), null);
        }
        List<MqttMessage> fitting =
                readings.stream().filter(m -> interests.fit(m.topic())).toList();
        if (fitting.size() == 1) {
            return new Read(line, fitting.get(0), null);
        }
        ambiguous.increment();
        List<String> topics = (fitting.isEmpty() ? readings : fitting)
                .stream().map(MqttMessage::topic).toList();
        // What fits no filter of ours reaches nobody but who wants all.
        return new Read(line, fitting.isEmpty() ? readings.get(0) : null, new MqttEvent.Ambiguous(id, topics));
    }

    private @Nullable InboundMessage decode(AtLine line) {
        for (UrcType<InboundMessage> type : types) {
            if (type.shape().matches(line)) {
                return type.decoder().apply(line);
            }
        }
        return null;
    }
}
