package io.atflux.link.blocking;

import io.atflux.link.DeliveryReceipt;
import io.atflux.link.LinkState;
import io.atflux.link.MqttLink;
import io.atflux.mqtt.MqttMessage;
import io.atflux.mqtt.Qos;
import io.atflux.outbox.OutboxEntry;
import io.atflux.outbox.OutboxMessage;
import io.atflux.urc.Overflow;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A link for threads that may be blocked: virtual threads, or those of a program with few threads. Thread-safe; any number of threads may wait
 * in it, and it holds no JVM monitor meanwhile.
 *
 * <p>Each waiting call throws the link's errors, and {@link BlockingException} if its time-out passes, if its thread is interrupted
 * (the flag is set again), or if its thread must not be blocked. The operation is then cancelled.
 *
 * <pre>{@code
 * BlockingMqttLink link = BlockingMqttLink.of(L610.over(line).link(broker));
 * link.start(Duration.ofMinutes(5));
 * try (BlockingMessages commands = link.messages("cmd/#", Qos.AT_LEAST_ONCE)) {
 *     for (MqttMessage command : commands) {
 *         link.publish(answer(command), Duration.ofMinutes(1));
 *     }
 * }
 * }</pre>
 */
public final class BlockingMqttLink {

    private final MqttLink link;

    private BlockingMqttLink(MqttLink link) {
        this.link = link;
    }

    /** A blocking view of a link. */
    public static BlockingMqttLink of(MqttLink link) {
        return new BlockingMqttLink(Objects.requireNonNull(link, "link"));
    }

    /** The link itself. */
    public MqttLink reactive() {
        return link;
    }

    /**
     * {@link MqttLink#start()}: returns when the link is ready for the first time. After a time-out the link continues.
     *
     * @throws io.atflux.link.LinkException for a cause that only a human can repair
     */
    public void start(Duration timeout) {
        Await.until("the link's start", link.start(), timeout);
    }

    /**
     * {@link MqttLink#publish}. After a time-out an unwritten message is withdrawn; a message that was written, or that is in an outbox,
     * may still be published.
     *
     * @return the receipt, also if the message was not confirmed
     */
    public DeliveryReceipt publish(MqttMessage message, Duration timeout) {
        return some(Await.until("a publish", link.publish(message), timeout));
    }

    /** {@link MqttLink#enqueue}: returns when the message is stored. After a time-out it may be stored or not. */
    public OutboxEntry enqueue(OutboxMessage message, Duration timeout) {
        return some(Await.until("an enqueue", link.enqueue(message), timeout));
    }

    /** {@link #messages(String, Qos, Overflow)} with a queue of 256 messages, the oldest dropped. */
    public BlockingMessages messages(String filter, Qos qos) {
        return new BlockingMessages(link.messages(filter, qos));
    }

    /**
     * {@link MqttLink#messages(String, Qos, Overflow)}, from now on; returns at once, on any thread.
     *
     * @return the messages; the caller closes them
     */
    public BlockingMessages messages(String filter, Qos qos, Overflow overflow) {
        return new BlockingMessages(link.messages(filter, qos, overflow));
    }

    /** {@link MqttLink#state()}, without waiting. */
    public LinkState state() {
        return link.state();
    }

    /** {@link MqttLink#close()}. After a time-out the close continues. */
    public void close(Duration timeout) {
        // Independent of the caller's subscription: a close cannot be withdrawn.
        Mono<Void> closing = link.close().cache();
        closing.subscribe();
        Await.until("the link's close", closing, timeout);
    }

    private static <T> T some(@Nullable T value) {
        return Objects.requireNonNull(value, "the link returned no value");
    }
}
