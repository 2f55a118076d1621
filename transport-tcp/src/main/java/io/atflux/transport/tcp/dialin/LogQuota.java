package io.atflux.transport.tcp.dialin;

import io.atflux.transport.tcp.dialin.DialInEvent.Kind;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Counts the events of each kind within a minute: unknown peers determine how often they dial in, and must not fill a log.
 * Confined to one thread.
 */
final class LogQuota {

    /** The limit for one kind within a minute. */
    static final int MOST = 100;

    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    private final LongSupplier nanos;
    private final long[] since = new long[Kind.values().length];
    private final int[] counts = new int[Kind.values().length];

    LogQuota(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /**
     * The number of this event within the minute of its kind, from 1 on; a minute begins with the first event after the previous
     * minute.
     */
    int next(Kind kind) {
        int which = kind.ordinal();
        long now = nanos.getAsLong();
        if (counts[which] == 0 || now - since[which] >= MINUTE) {
            since[which] = now;
            counts[which] = 0;
        }
        return ++counts[which];
    }
}
