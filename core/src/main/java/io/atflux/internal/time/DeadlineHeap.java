package io.atflux.internal.time;

import io.atflux.internal.time.Deadlines.Deadline;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Deadlines in the order of their times, and those of equal time in the order in which they were set. A binary heap in which each
 * deadline knows its place: thousands of commands may wait with a limit each, and any of them may end first. Confined to the event
 * loop.
 */
final class DeadlineHeap {

    static final int NOWHERE = -1;
    private static final int SMALL = 4;

    private static final @Nullable Deadline[] EMPTY = {};

    private @Nullable Deadline[] heap = EMPTY;
    private int size;
    private long numbers;

    @Nullable
    Deadline first() {
        return size == 0 ? null : heap[0];
    }

    /** Adds the deadline, or moves it to another time. */
    void set(Deadline deadline, long at) {
        deadline.at = at;
        if (deadline.place == NOWHERE) {
            if (size == heap.length) {
                heap = Arrays.copyOf(heap, Math.max(SMALL, size * 2));
            }
            deadline.number = numbers++;
            put(deadline, size++);
        }
        settle(deadline);
    }

    void remove(Deadline deadline) {
        int hole = deadline.place;
        if (hole == NOWHERE) {
            return;
        }
        deadline.place = NOWHERE;
        Deadline last = heap[--size];
        heap[size] = null;
        if (last != null && last != deadline) {
            put(last, hole);
            settle(last);
        }
        if (heap.length > SMALL && size < heap.length / 4) {
            heap = Arrays.copyOf(heap, heap.length / 2);
        }
    }

    void clear() {
        for (int i = 0; i < size; i++) {
            Deadline one = heap[i];
            if (one != null) {
                one.place = NOWHERE;
            }
        }
        heap = EMPTY;
        size = 0;
    }

    private void settle(Deadline deadline) {
        int at = deadline.place;
        while (at > 0 && isBefore(deadline, heap[(at - 1) / 2])) {
            put(heap[(at - 1) / 2], at);
            at = (at - 1) / 2;
        }
        for (int child = earlierChild(at); child < size && isBefore(heap[child], deadline); child = earlierChild(at)) {
            put(heap[child], at);
            at = child;
        }
        put(deadline, at);
    }

    private int earlierChild(int of) {
        int left = 2 * of + 1;
        return left + 1 < size && isBefore(heap[left + 1], heap[left]) ? left + 1 : left;
    }

    private void put(@Nullable Deadline deadline, int place) {
        heap[place] = deadline;
        if (deadline != null) {
            deadline.place = place;
        }
    }

    private static boolean isBefore(@Nullable Deadline one, @Nullable Deadline other) {
        if (one == null || other == null) {
            return false;
        }
        return one.at == other.at ? one.number < other.number : one.at - other.at < 0;
    }
}
