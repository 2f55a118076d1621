package io.atflux.link.internal.driver;

import io.atflux.link.DeliveryReceipt;
import io.atflux.link.LinkOptions;
import io.atflux.mqtt.Broker;
import io.atflux.mqtt.MqttClient;
import io.atflux.outbox.Outbox;
import io.atflux.outbox.OutboxEntry;
import io.atflux.outbox.OutboxMessage;
import java.time.Duration;
import java.time.Instant;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Outgoing messages, one at a time and in order. All methods except those that return a Mono are confined to the link's mailbox. */
interface Outgoing {

    /** The client's part that publishing needs. */
    interface Client {
        void post(Runnable task);

        Instant now();

        /** A thread of the link, not of a store. */
        Scheduler timer();

        Disposable after(Duration time, Runnable task);

        /** A publish was not answered by the broker. */
        void doubted(Throwable failure);

        /** Whether the module will never accept what it refused with this failure. */
        boolean isHopeless(Throwable failure);

        /** Passes a receipt to all its observers. */
        void receipt(DeliveryReceipt receipt);
    }

    /** The owner of a message in an outbox. Another broker, or another identity, is another owner. */
    static String owner(Broker broker) {
        String id = broker.credentials().clientId();
        return broker + (id == null ? "" : " as " + id);
    }

    /** With the user's outbox, if there is one. */
    static Outgoing of(ClientDriver client, LinkOptions options, Broker broker) {
        Outbox outbox = options.outbox();
        return outbox == null
                ? new PublishQueue(client, options)
                : new OutboxPublisher(client, outbox, owner(broker), options.onUnknown());
    }

    /** The receipt of the message. */
    Mono<DeliveryReceipt> publish(OutboxMessage message);

    /** Completes once the message is stored. */
    Mono<OutboxEntry> enqueue(OutboxMessage message);

    /** Messages can pass from now on. */
    void ready(MqttClient open);

    /** The connection is gone; {@code broke} if it broke, perhaps because of the current write. */
    void gone(boolean broke);

    /** Nothing more is sent. */
    void close();

    /** The last publishes. */
    LastWrite lastWrite();

    /** Whether a publish is under way. */
    boolean isWriting();
}
