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
 * An MQTT connection through a module that is maintained for years: after a loss, the link recovers at the depth of the loss. Any
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
     * Starts the link, unless it is started. It runs until {@link #close()}, even if this Mono errors or is cancelled.
     *
     * @return completes when the link is ready for the first time; errors with {@link LinkException} for a closed link, and for a cause
     *     that only a human can repair. In the latter case the link continues to retry
     */
    Mono<Void> start();

    /** {@link #messages(String, Qos, Overflow)} with a queue of 256 messages, the oldest dropped. */
    Flux<MqttMessage> messages(String filter, Qos qos);

    /**
     * Messages to topics that match a filter, across all losses. May be subscribed to before the link is started. The link subscribes to
     * the filter at the broker with its first listener, repeats it after each connection, and unsubscribes with the last listener. Messages
     * that the broker sends while the link is not connected are lost, unless the broker keeps the session (which a clean session excludes)
     * and the QoS is at least 1.
     *
     * @param overflow the policy for messages that exceed the subscriber's demand
     * @return completes when the link is closed; errors with {@link io.atflux.error.AtRejectedException} if the broker refuses the filter,
     *     with {@link io.atflux.error.AtUsageException} for an invalid filter, with {@link io.atflux.error.AtOverflowException} by
     *     {@link Overflow.Policy#ERROR}
     */
    Flux<MqttMessage> messages(String filter, Qos qos, Overflow overflow);

    /**
     * Publishes a message for each subscriber: in the order of subscriptions, one at a time, and again after a loss if the policy allows
     * it. While the link is not ready, the message waits for at most {@link LinkOptions#waitForReady()}. With an outbox it waits there
     * without a limit.
     *
     * @return succeeds with the receipt, also if the message was not confirmed; errors with {@link io.atflux.error.AtUsageException} for a
     *     message that no module accepts. Cancelling withdraws a message that was not written
     */
    Mono<DeliveryReceipt> publish(MqttMessage message);

    /**
     * Publishes messages one after the other, requesting the next one when the previous one has its receipt.
     *
     * @return a receipt for each message, in order; errors with the source's own error, and as {@link #publish}
     */
    Flux<DeliveryReceipt> publishAll(Publisher<MqttMessage> messages);

    /**
     * Puts a message into the link's outbox ({@link LinkOptions#outbox()}), from which it is published as soon as the link is ready, also
     * by a later process. {@link #receipts()} reports the outcome.
     *
     * @return succeeds when the message is stored; errors with {@link io.atflux.outbox.OutboxException} if it is not, with reason USAGE for
     *     a link without an outbox, and with {@link io.atflux.error.AtUsageException} for a message that no module accepts
     */
    Mono<OutboxEntry> enqueue(OutboxMessage message);

    /**
     * The receipts of messages from the subscription on: of those published here, and of those that an earlier process left in the outbox.
     * A slow subscriber loses the oldest beyond 1,024.
     */
    Flux<DeliveryReceipt> receipts();

    /** The current state, then each change. A slow subscriber gets the latest. Completes after CLOSED. */
    Flux<LinkState> states();

    /** The current state. */
    LinkState state();

    /**
     * The module, while its line is open; null otherwise. For the program's own commands; the link does not notice settings that they
     * change.
     */
    @Nullable
    ConnectedModule module();

    /**
     * Ends a wait and retries at once, and checks that a ready module is still online. For use after a human's action, such as a command
     * through {@link #module()}.
     */
    void lookAgain();

    /** The timer of the link's waits, also for the time-outs of callers that wait for the link. Its threads must not be blocked. */
    Scheduler timer();

    /**
     * Closes the connection to the broker, and the line if no other link uses it. The link cannot be started again.
     *
     * @return completes when all is closed, after 20 s at the latest; never errors
     */
    Mono<Void> close();
}
