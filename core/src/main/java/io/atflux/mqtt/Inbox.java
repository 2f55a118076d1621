package io.atflux.mqtt;

import io.atflux.line.AtLine;
import io.atflux.urc.UrcType;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Decides for each line whether it is a message of this client, and to which topic. If the module does not mark the end of a
 * topic, the client's filters decide; a message that fits them in several ways is delivered to no subscriber. Confined to the
 * session's event loop, except for the counters.
 */
final class Inbox {

    private final int id;
    private final List<UrcType<InboundMessage>> types;
    private final Interests interests;
    private final LongAdder cut = new LongAdder();
    private final LongAdder ambiguous = new LongAdder();
    /** Each subscriber reads the same line; it is decoded once. */
    private @Nullable AtLine last;

    private @Nullable MqttMessage message;
    private MqttEvent.@Nullable Ambiguous event;

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

    /** The message in a line; null if it holds none for this client. The session reports an exception of a decoder. */
    @Nullable
    MqttMessage message(AtLine line) {
        read(line);
        return message;
    }

    MqttEvent.@Nullable Ambiguous ambiguous(AtLine line) {
        read(line);
        return event;
    }

    private void read(AtLine line) {
        if (line == last) {
            return;
        }
        // A decoder may throw, and is then called again for the next subscriber.
        last = null;
        message = null;
        event = null;
        judge(line);
        last = line;
    }

    private void judge(AtLine line) {
        InboundMessage in = decode(line);
        if (in == null || in.clientId() != id) {
            return;
        }
        if (line.isCut()) {
            cut.increment();
        }
        if (in.isCertain()) {
            message = in.message();
            return;
        }
        List<MqttMessage> readings = in.readings();
        List<MqttMessage> fitting =
                readings.stream().filter(m -> interests.fit(m.topic())).toList();
        if (fitting.size() == 1) {
            message = fitting.get(0);
            return;
        }
        ambiguous.increment();
        List<String> topics = (fitting.isEmpty() ? readings : fitting)
                .stream().map(MqttMessage::topic).toList();
        // A message that fits none of the filters is delivered only to subscribers of all messages.
        message = fitting.isEmpty() ? readings.get(0) : null;
        event = new MqttEvent.Ambiguous(id, topics);
    }

    private @Nullable InboundMessage decode(AtLine line) {
        for (int i = 0; i < types.size(); i++) {
            UrcType<InboundMessage> type = types.get(i);
            if (type.shape().matches(line)) {
                return type.decoder().apply(line);
            }
        }
        return null;
    }
}
