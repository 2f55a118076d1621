package io.atflux.transport.tcp.dialin;

import io.netty.util.concurrent.Future;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** A listener's record of one id. Confined to the dispatcher's event loop. */
final class KnownDevice {

    final String id;
    final Deque<PendingConnect> pending = new ArrayDeque<>();

    /** The order of its first registration, increasing from device to device; 0 if there was none. */
    long number;

    /** The order of its last registration; 0 if there was none. */
    long lastSeen;

    @Nullable
    DialInConnection connection;

    /** Waits for the verdict on whether it replaces the other connection. */
    @Nullable
    DialInConnection newcomer;

    Replacements.@Nullable Verdict verdict;

    /** The time limit of the older connection's answer. */
    @Nullable
    Future<?> question;

    /** The number of replacements within the last minute. */
    int replacedLately;

    KnownDevice(String id) {
        this.id = id;
    }

    boolean isInUse() {
        return connection != null || newcomer != null || !pending.isEmpty();
    }
}
