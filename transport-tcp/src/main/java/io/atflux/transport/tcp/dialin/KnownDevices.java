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
 * The known devices, at most as many as the rules allow: for one more, the one unused for the longest time is dropped. Confined
 * to the dispatcher's event loop, except for the addresses.
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

    /** The device with this id, created if necessary. */
    KnownDevice get(String id) {
        return byId.computeIfAbsent(id, KnownDevice::new);
    }

    /** Records a dial-in. True for the first. */
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

    /** A device without waiting subscribers that has never dialled in is dropped. */
    void release(KnownDevice device) {
        if (device.number == 0 && !device.isInUse()) {
            byId.remove(device.id);
        }
    }

    /** The first device with a higher number. */
    @Nullable
    KnownDevice after(long number) {
        Map.Entry<Long, KnownDevice> next = byNumber.higherEntry(number);
        return next == null ? null : next.getValue();
    }

    @Nullable
    InetAddress address(String id) {
        return addresses.get(id);
    }

    /** The subscribers that wait for the same device. */
    Deque<PendingConnect> queue(PendingConnect pending) {
        String id = pending.id;
        return id == null ? forAny : get(id).pending;
    }

    /** The next subscriber for a connection of this device: the first one that waits for it, or else the first one that accepts any. */
    @Nullable
    PendingConnect nextFor(KnownDevice device) {
        PendingConnect own = device.pending.poll();
        return own == null ? forAny.poll() : own;
    }

    boolean anybodyWaits() {
        return !forAny.isEmpty() || byId.values().stream().anyMatch(device -> !device.pending.isEmpty());
    }

    /** Removes and returns all waiting subscribers. */
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
