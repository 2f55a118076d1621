package io.atflux.samples.modem.engine;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** URCs that wait for the end of a command: at most 32 of them and 4096 bytes, the oldest dropped. */
final class UrcHold {

    private static final int MAX_COUNT = 32;
    private static final int MAX_BYTES = 4096;

    private final ArrayDeque<byte[]> held = new ArrayDeque<>();
    private int bytes;

    void add(byte[] urc) {
        held.add(urc);
        bytes += urc.length;
        while (held.size() > MAX_COUNT || bytes > MAX_BYTES) {
            poll();
        }
    }

    byte @Nullable [] poll() {
        byte[] urc = held.poll();
        if (urc != null) {
            bytes -= urc.length;
        }
        return urc;
    }
}
