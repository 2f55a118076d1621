package io.atflux.outbox.internal;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** The numbers and bytes of each owner's entries, counted once and kept up to date. */
final class Tally {

    private final Map<String, long[]> owners = new HashMap<>();
    private long count;
    private long bytes;

    void clear() {
        owners.clear();
        count = 0;
        bytes = 0;
    }

    void add(String owner, long moreCount, long moreBytes) {
        long[] own = owners.computeIfAbsent(owner, name -> new long[2]);
        own[0] += moreCount;
        own[1] += moreBytes;
        count += moreCount;
        bytes += moreBytes;
        if (own[0] == 0) {
            owners.remove(owner);
        }
    }

    long count() {
        return count;
    }

    long bytes() {
        return bytes;
    }

    long count(String owner) {
        long[] own = owners.get(owner);
        return own == null ? 0 : own[0];
    }

    long bytes(String owner) {
        long[] own = owners.get(owner);
        return own == null ? 0 : own[1];
    }

    Map<String, Long> owners() {
        Map<String, Long> counts = new TreeMap<>();
        owners.forEach((owner, own) -> counts.put(owner, own[0]));
        return counts;
    }
}
