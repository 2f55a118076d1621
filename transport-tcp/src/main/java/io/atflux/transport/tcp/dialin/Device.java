package io.atflux.transport.tcp.dialin;

import io.netty.util.concurrent.Future;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** What a reception knows of one id. On the reception's event loop. */
final class Device {

    final String id;
    final Deque<Waiter> waiters = new ArrayDeque<>();

    /** When it was first heard of: 0 if never. Grows from device to device. */
    long number;

    /** When it last registered: 0 if never. */
    long lastSeen;

    @Nullable
    Caller caller;

    /** Waits for the verdict whether it takes the caller's place. */
    @Nullable
    Caller newcomer;

    Replacements.@Nullable Verdict verdict;

    /** The limit of the caller's answer. */
    @Nullable
    Future<?> question;

    /** Within the last minute. */
    int replacedLately;

    Device(String id) {
        this.id = id;
    }

    boolean isInUse() {
        return caller != null || newcomer != null || !waiters.isEmpty();
    }
}
