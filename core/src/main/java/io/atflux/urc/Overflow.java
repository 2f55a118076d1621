package io.atflux.urc;

import java.util.Objects;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The policy for a subscriber that does not keep up, and whether it wants cut texts. Each subscriber has its own queue, so a slow
 * one does not affect others; dropped events are counted. Immutable.
 */
public final class Overflow {

    /** The action when the queue is full. */
    public enum Policy {
        /** The oldest waiting event is dropped. */
        DROP_OLDEST,
        /** The new event is dropped. */
        DROP_NEWEST,
        /** The subscriber ends with {@link io.atflux.error.AtOverflowException} after the events already waiting. */
        ERROR
    }

    private static final LongConsumer NOBODY = lost -> {};

    private final int capacity;
    private final Policy policy;
    private final LongConsumer onDrop;
    private final boolean cut;

    private Overflow(int capacity, Policy policy, LongConsumer onDrop, boolean cut) {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity " + capacity + " is below 1");
        }
        this.capacity = capacity;
        this.policy = policy;
        this.onDrop = onDrop;
        this.cut = cut;
    }

    private static Overflow of(int capacity, Policy policy) {
        return new Overflow(capacity, policy, NOBODY, false);
    }

    /** The same, with a listener for this subscriber's losses: {@code counting(lost::add)}. */
    public Overflow counting(LongConsumer listener) {
        return new Overflow(capacity, policy, listener, cut);
    }

    /**
     * The same, which also delivers cut texts, marked as such: {@link io.atflux.line.AtLine#isCut},
     * {@link io.atflux.mqtt.MqttMessage#isCut}. Without it, only {@link io.atflux.SessionEvent.TextCut} reports them.
     */
    public Overflow deliveringCut() {
        return new Overflow(capacity, policy, onDrop, true);
    }

    /** A queue that drops the oldest event when it is full. */
    public static Overflow dropOldest(int capacity) {
        return of(capacity, Policy.DROP_OLDEST);
    }

    /** A queue that drops the new event when it is full. */
    public static Overflow dropNewest(int capacity) {
        return of(capacity, Policy.DROP_NEWEST);
    }

    /** A queue whose overflow ends the subscription with an error. */
    public static Overflow error(int capacity) {
        return of(capacity, Policy.ERROR);
    }

    /** The number of events that may wait, 1 or more. */
    public int capacity() {
        return capacity;
    }

    /** The action when the queue is full. */
    public Policy policy() {
        return policy;
    }

    /**
     * The listener for the number of events that this subscriber has just lost. Called on the connection's event loop; it must
     * return at once.
     */
    public LongConsumer onDrop() {
        return onDrop;
    }

    /** Whether cut texts are delivered. */
    public boolean deliversCut() {
        return cut;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Overflow o
                && capacity == o.capacity
                && policy == o.policy
                && onDrop.equals(o.onDrop)
                && cut == o.cut;
    }

    @Override
    public int hashCode() {
        return Objects.hash(capacity, policy, onDrop, cut);
    }

    @Override
    public String toString() {
        return policy + ", " + capacity + (cut ? ", with what was cut" : "");
    }
}
