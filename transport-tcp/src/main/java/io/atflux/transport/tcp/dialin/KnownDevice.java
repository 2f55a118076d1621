package io.atflux.transport.tcp.dialin;

import io.netty.util.concurrent.Future;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** What a listener knows of one id. On the dispatcher's event loop. */
final class KnownDevice {

    final String id;
    final Deque<PendingConnect> pending = new ArrayDeque<>();

    /** When it was first heard of: 0 if never. Grows from device to device. */
    long number;

    /** When it last registered: 0 if never. */
    long lastSeen;

    @Nullable
    DialInConnection connection;

    /** Waits for the verdict whether it takes the other connection's place. */
    @Nullable
    DialInConnection newcomer;

    Replacements.@Nullable Verdict verdict;

    /** The limit of the older connection's answer. */
    @Nullable
    Future<?> question;

    /** Within the last minute. */
    int replacedLately;

    KnownDevice(String id) {
        this.id = id;
    }

    boolean isInUse() {
        return connection != null || newcomer != null || !pending.isEmpty();
    }
}
