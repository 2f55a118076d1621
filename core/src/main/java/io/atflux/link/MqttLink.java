package io.atflux.link;

import io.atflux.annotation.NonExtendable;
import io.atflux.mqtt.MqttMessage;
import io.atflux.mqtt.Qos;
import io.atflux.outbox.OutboxEntry;
import io.atflux.outbox.OutboxMessage;
import io.atflux.urc.Overflow;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * An MQTT connection through a module that is kept for years: whatever is lost is found again, at the depth at which it was lost. Any
 * thread may call any method. Signals come on the session's event loop, on a thread of the link's timer, or on the thread that
 * subscribes; none may be blocked.
 *
 * <pre>{@code
 * MqttLink link = L610.over(line).apn(Apn.byImsi()).link(Broker.tcp("broker.example", 1883));
 * link.messages("cmd/#", Qos.AT_LEAST_ONCE).subscribe(message -> …);
 * link.start().block();
 * link.publishAll(readings()).subscribe(receipt -> …);
 * }</pre>
 *
 * <p>Programs get it from a module's builder, and do not implement it.
 */
@NonExtendable
public interface MqttLink {

    /**
     * Begins, unless it has begun, and goes on until {@link #close()}, whatever comes of this Mono.
     *
     * @return completes when the link is ready for the first time; errors with {@link LinkException} for what only a human can mend,
     *     and for a link that is closed. The link goes on looking all the same
     */
    Mono<Void> start();

    /** {@link #messages(String, Qos, Overflow)} with a queue of 256 messages, the oldest dropped. */
    Flux<MqttMessage> messages(String filter, Qos qos);

    /**
     * Messages to topics that fit a filter, over all losses. May be subscribed to before the link is started. The filter is subscribed to
     * at the broker with its first listener, anew after each connection, and unsubscribed from with the last listener. What the broker
     * sends while nobody is connected is lost, unless it keeps the session (a clean session it does not) and the QoS is at least 1.
     *
     * @param overflow what happens to messages that this subscriber does not ask for
     * @return completes when the link is closed; errors with {@link io.atflux.error.AtRejectedException} if the broker refuses the
     *     filter, with {@link io.atflux.error.AtUsageException} for a text that is no filter, with
     *     {@link io.atflux.error.AtOverflowException} by {@link Overflow.Policy#ERROR}
     */
    Flux<MqttMessage> messages(String filter, Qos qos, Overflow overflow);

    /**
     * Publishes a message, for each subscriber: in the order of subscriptions, one at a time, and again after a loss if that is the
     * policy. While the link is not ready it waits, at most {@link LinkOptions#waitForReady()}; with an outbox it waits there, as long
     * as it takes.
     *
     * @return succeeds with what became of the message, also if it was not confirmed; errors with
     *     {@link io.atflux.error.AtUsageException} for one that no module takes. Cancelling takes a message back that was not written
     */
    Mono<DeliveryReceipt> publish(MqttMessage message);

    /**
     * Publishes messages one after the other, asking for the next one when the one before is over.
     *
     * @return a receipt for each message, in order; errors with the source's own error, and as {@link #publish}
     */
    Flux<DeliveryReceipt> publishAll(Publisher<MqttMessage> messages);

    /**
     * Puts a message into the link's outbox ({@link LinkOptions#outbox()}), from which it is published as soon as the link is ready, also
     * by a later process. {@link #receipts()} tells what became of it.
     *
     * @return succeeds when the message is kept; errors with {@link io.atflux.outbox.OutboxException} if it is not, of reason USAGE
     *     for a link without an outbox
     */
    Mono<OutboxEntry> enqueue(OutboxMessage message);

    /**
     * What becomes of messages, from the subscription on: of those published here, and of those that an earlier process left in the
     * outbox. A subscriber that does not keep up loses the oldest beyond 1,024.
     */
    Flux<DeliveryReceipt> receipts();

    /** Where the link stands: at once, and at each change. A subscriber that does not keep up gets the latest. Completes after CLOSED. */
    Flux<LinkState> states();

    /** Where the link stands now. */
    LinkState state();

    /** The module, while its line is open; null otherwise. For questions of one's own: what is set there, the link does not know of. */
    @Nullable
    ConnectedModule module();

    /**
     * Tries at once whatever is waited for, and asks a module that is ready whether it still is: after a human has done something, such
     * as a command through {@link #module()}.
     */
    void lookAgain();

    /** Measures what the link waits for; for the time-outs of those who wait for the link. Its threads must not be blocked. */
    Scheduler timer();

    /**
     * Closes the connection to the broker, and the line if no other link uses it. For good: it cannot be started again.
     *
     * @return completes when all is closed, at the latest after 20 s; never errors
     */
    Mono<Void> close();
}
