package io.atflux.link.internal.driver;

import io.atflux.link.DeliveryReceipt;
import io.atflux.mqtt.Broker;
import io.atflux.mqtt.MqttClient;
import io.atflux.outbox.OutboxEntry;
import io.atflux.outbox.OutboxMessage;
import java.time.Duration;
import java.time.Instant;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Messages on their way out, one at a time and in order. All but what returns a Mono is confined to the link's mailbox. */
interface Outgoing {

    /** What it needs of its client. */
    interface Client {
        void post(Runnable task);

        Instant now();

        /** A thread that is the link's, and not a store's. */
        Scheduler timer();

        Disposable after(Duration time, Runnable task);

        /** A publish that the broker did not answer. */
        void doubted(Throwable failure);

        /** Whether the module will never take what it refused so. */
        boolean isHopeless(Throwable failure);

        /** What became of a message, for everybody who wants to know. */
        void receipt(DeliveryReceipt receipt);
    }

    /** The owner of a message in an outbox: another broker, or another identity, is another owner. */
    static String owner(Broker broker) {
        String id = broker.credentials().clientId();
        return broker + (id == null ? "" : " as " + id);
    }

    /** What becomes of the message in the end. */
    Mono<DeliveryReceipt> publish(OutboxMessage message);

    /** Completes once it is kept. */
    Mono<OutboxEntry> enqueue(OutboxMessage message);

    /** Messages pass from now on. */
    void ready(MqttClient open);

    /** The connection is gone; {@code broke} if it broke by itself, which what was being written may have caused. */
    void gone(boolean broke);

    /** Nothing is sent any more. */
    void close();

    /** What was published last. */
    LastWrite lastWrite();

    /** Whether a publish is under way. */
    boolean isWriting();
}
