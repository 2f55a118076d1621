package io.atflux.transport.tcp.dialin;

import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The devices that are known, at most as many as the rules say: for one more, that which was not in use for the longest is
 * forgotten. On the dispatcher's event loop, but for the addresses.
 */
final class KnownDevices {

    private final int most;
    private final Map<String, KnownDevice> byId = new HashMap<>();
    private final TreeMap<Long, KnownDevice> byNumber = new TreeMap<>();
    private final TreeMap<Long, KnownDevice> byAge = new TreeMap<>();
    private final Map<String, InetAddress> addresses = new ConcurrentHashMap<>();
    private final Deque<PendingConnect> forAny = new ArrayDeque<>();
    private long clock;

    KnownDevices(int most) {
        this.most = most;
    }

    /** The device of this id, new if need be. */
    KnownDevice get(String id) {
        return byId.computeIfAbsent(id, KnownDevice::new);
    }

    /** Notes a dial-in. True for the first. */
    boolean seen(KnownDevice device, @Nullable InetAddress from) {
        byAge.remove(device.lastSeen);
        device.lastSeen = ++clock;
        byAge.put(device.lastSeen, device);
        if (from != null) {
            addresses.put(device.id, from);
        }
        boolean first = device.number == 0;
        if (first) {
            device.number = clock;
            byNumber.put(device.number, device);
            forgetTheOldest();
        }
        return first;
    }

    private void forgetTheOldest() {
        if (byAge.size() > most) {
            byAge.values().stream().filter(one -> !one.isInUse()).findFirst().ifPresent(this::forget);
        }
    }

    private void forget(KnownDevice device) {
        byId.remove(device.id);
        byAge.remove(device.lastSeen);
        byNumber.remove(device.number);
        addresses.remove(device.id);
    }

    /** One that nobody waits for any more, and that never dialled in, need not be known. */
    void release(KnownDevice device) {
        if (device.number == 0 && !device.isInUse()) {
            byId.remove(device.id);
        }
    }

    /** The first device that was heard of after this number. */
    @Nullable
    KnownDevice after(long number) {
        Map.Entry<Long, KnownDevice> next = byNumber.higherEntry(number);
        return next == null ? null : next.getValue();
    }

    @Nullable
    InetAddress address(String id) {
        return addresses.get(id);
    }

    /** Who waits for what this one waits for. */
    Deque<PendingConnect> queue(PendingConnect pending) {
        String id = pending.id;
        return id == null ? forAny : get(id).pending;
    }

    /** Who gets a connection of this device: the first who waits for it, or else the first who takes any. */
    @Nullable
    PendingConnect nextFor(KnownDevice device) {
        PendingConnect own = device.pending.poll();
        return own == null ? forAny.poll() : own;
    }

    boolean anybodyWaits() {
        return !forAny.isEmpty() || byId.values().stream().anyMatch(device -> !device.pending.isEmpty());
    }

    /** All who wait, who then wait no more. */
    List<PendingConnect> takeAllPending() {
        Deque<PendingConnect> all = new ArrayDeque<>(forAny);
        forAny.clear();
        for (KnownDevice device : byId.values()) {
            all.addAll(device.pending);
            device.pending.clear();
        }
        return List.copyOf(all);
    }
}
