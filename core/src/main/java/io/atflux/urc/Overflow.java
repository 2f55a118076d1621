package io.atflux.urc;

import java.util.Objects;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What a subscriber that does not keep up gets, and whether it wants what was cut. Each has its own queue, so it hurts nobody
 * else; what is dropped is counted. Immutable.
 */
public final class Overflow {

    /** What happens when the queue is full. */
    public enum Policy {
        /** The oldest waiting event makes room. */
        DROP_OLDEST,
        /** The new event is not queued. */
        DROP_NEWEST,
        /** The subscriber ends with {@link io.atflux.error.AtOverflowException} after what already waits. */
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

    /** The same, telling how much this one subscriber loses: {@code counting(lost::add)}. */
    public Overflow counting(LongConsumer listener) {
        return new Overflow(capacity, policy, listener, cut);
    }

    /**
     * The same, delivering also what was cut, marked as such: {@link io.atflux.line.AtLine#isCut},
     * {@link io.atflux.mqtt.MqttMessage#isCut}. Without it, {@link io.atflux.SessionEvent.TextCut} alone tells of that.
     */
    public Overflow deliveringCut() {
        return new Overflow(capacity, policy, onDrop, true);
    }

    /** A queue in which the oldest event makes room. */
    public static Overflow dropOldest(int capacity) {
        return of(capacity, Policy.DROP_OLDEST);
    }

    /** A queue that takes nothing more when it is full. */
    public static Overflow dropNewest(int capacity) {
        return of(capacity, Policy.DROP_NEWEST);
    }

    /** A queue whose overflow ends the subscription with an error. */
    public static Overflow error(int capacity) {
        return of(capacity, Policy.ERROR);
    }

    /** How many events wait at most, 1 or more. */
    public int capacity() {
        return capacity;
    }

    /** What happens when one more comes. */
    public Policy policy() {
        return policy;
    }

    /** Is told how many events this subscriber has just lost, on the connection's event loop; must return at once. */
    public LongConsumer onDrop() {
        return onDrop;
    }

    /** Whether what was cut is delivered. */
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
