package io.atflux.samples.modem.engine;

import java.util.ArrayDeque;
import java.util.Arrays;

/** Received bytes that wait for the engine. Bounded as a UART's buffer is: bytes beyond it are lost. */
final class InputQueue {

    private static final int CAPACITY = 64 * 1024;

    private final ArrayDeque<byte[]> chunks = new ArrayDeque<>();
    private int position;
    private int size;

    /** Adds the bytes that fit. */
    void add(byte[] bytes) {
        int kept = Math.min(bytes.length, CAPACITY - size);
        if (kept > 0) {
            chunks.add(Arrays.copyOf(bytes, kept));
            size += kept;
        }
    }

    boolean isEmpty() {
        return size == 0;
    }

    byte take() {
        byte[] first = chunks.element();
        byte b = first[position++];
        size--;
        if (position == first.length) {
            chunks.remove();
            position = 0;
        }
        return b;
    }
}
