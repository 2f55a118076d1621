package io.atflux.samples.modem.engine;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** URCs that wait for the end of a command: at most 32 URCs and 4096 bytes; the oldest are dropped. */
final class UrcHold {

    private static final int MAX_COUNT = 32;
    private static final int MAX_BYTES = 4096;

    private final ArrayDeque<Urc> held = new ArrayDeque<>();
    private int bytes;

    void add(Urc urc) {
        held.add(urc);
        bytes += urc.size();
        while (held.size() > MAX_COUNT || bytes > MAX_BYTES) {
            poll();
        }
    }

    @Nullable
    Urc poll() {
        Urc urc = held.poll();
        if (urc != null) {
            bytes -= urc.size();
        }
        return urc;
    }
}
