package io.atflux.link.blocking;

import io.atflux.internal.time.Durations;
import io.atflux.link.blocking.BlockingException.Reason;
import io.atflux.mqtt.MqttMessage;
import java.time.Duration;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/**
 * Messages that are taken one after the other. Made by {@link BlockingMqttLink#messages}. Thread-safe: each message goes to one of the
 * taking threads. A message is requested when a thread waits for one; all others wait in the link's queue, by its overflow policy.
 */
public final class BlockingMessages implements AutoCloseable, Iterable<MqttMessage> {

    private static final String WHAT = "taking a message";

    private final WaitingMessages inbox = new WaitingMessages();

    BlockingMessages(Flux<MqttMessage> messages) {
        messages.subscribe(inbox);
    }

    /**
     * Waits for the next message, without a limit.
     *
     * @throws BlockingException of reason CLOSED after the end, INTERRUPTED, MUST_NOT_BLOCK
     * @throws RuntimeException the stream's error, such as {@link io.atflux.error.AtRejectedException} for a filter that the broker refuses
     */
    public MqttMessage take() {
        MqttMessage next = next(Long.MAX_VALUE);
        if (next == null) {
            throw new BlockingException(Reason.CLOSED, "the messages have ended");
        }
        return next;
    }

    /**
     * Waits for the next message, up to a time-out.
     *
     * @return null if none came in time
     * @throws BlockingException as {@link #take()}
     */
    public @Nullable MqttMessage poll(Duration timeout) {
        MqttMessage next = next(Durations.nanos(Durations.positive("time-out", timeout)));
        if (next == null && inbox.isOver()) {
            throw new BlockingException(Reason.CLOSED, "the messages have ended");
        }
        return next;
    }

    private @Nullable MqttMessage next(long nanos) {
        Await.mayBlock(WHAT);
        try {
            return inbox.next(nanos);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw Await.interrupted(WHAT);
        }
    }

    /** Takes from these messages until they end; several iterators share them. {@code hasNext()} waits, and throws as {@link #take()}. */
    @Override
    public Iterator<MqttMessage> iterator() {
        return new Iterator<>() {
            private @Nullable MqttMessage ahead;

            @Override
            public boolean hasNext() {
                if (ahead == null) {
                    ahead = BlockingMessages.this.next(Long.MAX_VALUE);
                }
                return ahead != null;
            }

            @Override
            public MqttMessage next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                MqttMessage one = java.util.Objects.requireNonNull(ahead);
                ahead = null;
                return one;
            }
        };
    }

    /** Ends the subscription and all waiting calls; returns at once, on any thread. Messages that were not taken are lost. */
    @Override
    public void close() {
        inbox.close();
    }
}
