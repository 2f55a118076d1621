package io.atflux.link.internal.driver;

import io.atflux.error.AtOverflowException;
import io.atflux.error.Outcome;
import io.atflux.internal.foreign.Foreign;
import io.atflux.mqtt.MqttMessage;
import io.atflux.mqtt.Qos;
import io.atflux.mqtt.TopicFilter;
import io.atflux.urc.Overflow;
import reactor.core.Exceptions;
import reactor.core.publisher.BufferOverflowStrategy;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;

/** One subscriber to messages, with its own queue, which persists across lines. */
final class Listener {

    final TopicFilter filter;
    final Qos qos;
    private final Overflow overflow;
    private final FluxSink<MqttMessage> sink;

    private Listener(TopicFilter filter, Qos qos, Overflow overflow, FluxSink<MqttMessage> sink) {
        this.filter = filter;
        this.qos = qos;
        this.overflow = overflow;
        this.sink = sink;
    }

    /** Receives the joining and leaving of listeners. */
    interface Home {
        void join(Listener listener);

        void leave(Listener listener);

        void dropped(Listener listener, long messages);

        /** The demand that controls when the module's buffer is read. */
        Demand demand();
    }

    /** Messages from the subscription on. */
    static Flux<MqttMessage> listen(TopicFilter filter, Qos qos, Overflow overflow, Home home) {
        if (home.demand().isWanted()) {
            return Flux.create(
                    sink -> {
                        Listener listener = new Listener(filter, qos, overflow, sink);
                        sink.onDispose(() -> home.leave(listener));
                        sink.onRequest(more -> home.demand().more());
                        home.join(listener);
                    },
                    // Holds at most one message without demand.
                    FluxSink.OverflowStrategy.BUFFER);
        }
        return Flux.defer(() -> {
            Listener[] self = new Listener[1];
            Flux<MqttMessage> all = Flux.create(
                    sink -> {
                        Listener listener = new Listener(filter, qos, overflow, sink);
                        self[0] = listener;
                        sink.onDispose(() -> home.leave(listener));
                        home.join(listener);
                    },
                    // The queue is the one below.
                    FluxSink.OverflowStrategy.IGNORE);
            return all.onBackpressureBuffer(
                            overflow.capacity(), lost -> home.dropped(self[0], 1), strategy(overflow.policy()))
                    .onErrorMap(Exceptions::isOverflow, full -> tooMany(filter, overflow));
        });
    }

    private static BufferOverflowStrategy strategy(Overflow.Policy policy) {
        return switch (policy) {
            case DROP_OLDEST -> BufferOverflowStrategy.DROP_OLDEST;
            case DROP_NEWEST -> BufferOverflowStrategy.DROP_LATEST;
            case ERROR -> BufferOverflowStrategy.ERROR;
        };
    }

    private static Throwable tooMany(TopicFilter filter, Overflow overflow) {
        return new AtOverflowException(
                AtOverflowException.Limit.SUBSCRIBER,
                "a subscriber to " + filter + " did not keep up: more than " + overflow.capacity() + " messages waited",
                "SUBSCRIBE",
                Outcome.UNKNOWN);
    }

    /** Whether it has requested a message that it has not received. */
    boolean wants() {
        return sink.requestedFromDownstream() > 0;
    }

    void deliver(MqttMessage message) {
        if (overflow.deliversCut() || !message.isCut()) {
            Foreign.tell("a subscriber to messages", sink::next, message);
        }
    }

    /** Calls the subscriber's own counter of lost messages; its exceptions are contained. */
    void lost(long messages) {
        Foreign.tell("a drop listener", overflow.onDrop(), messages);
    }

    void refuse(Throwable failure) {
        sink.error(failure);
    }

    void complete() {
        sink.complete();
    }
}
