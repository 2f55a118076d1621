package io.atflux.urc;

import java.util.function.LongConsumer;

/**
 * What a subscriber that does not keep up gets. Each has its own queue, so it hurts nobody else; what is dropped is
 * counted.
 *
 * @param capacity how many events wait at most, 1 or more
 * @param policy what happens when one more comes
 * @param onDrop is told how many events this subscriber has just lost, on the connection's event loop; must return at once
 */
public record Overflow(int capacity, Policy policy, LongConsumer onDrop) {

    /** What happens when the queue is full. */
    public enum Policy {
        /** The oldest waiting event makes room. */
        DROP_OLDEST,
        /** The new event is not queued. */
        DROP_NEWEST,
        /** The subscriber ends with {@link io.atflux.error.AtOverflowException} after what already waits. */
        ERROR
    }

    public Overflow {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity " + capacity + " is below 1");
        }
    }

    private static Overflow of(int capacity, Policy policy) {
        return new Overflow(capacity, policy, lost -> {});
    }

    /** The same, telling how much this one subscriber loses: {@code counting(lost::add)}. */
    public Overflow counting(LongConsumer listener) {
        return new Overflow(capacity, policy, listener);
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
}
