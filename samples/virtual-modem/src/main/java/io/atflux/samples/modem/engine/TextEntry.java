package io.atflux.samples.modem.engine;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * A text after a prompt (3GPP 27.005 clause 3.5.1): echoed, edited by the character in S5, ended by Ctrl-Z, cancelled
 * by ESC. It has no time-out. A full buffer ends it as Ctrl-Z does.
 */
final class TextEntry implements Entry {

    private static final int CTRL_Z = 0x1A;
    private static final int ESC = 0x1B;

    private final Call call;
    private final int capacity;
    private final Settings settings;
    private final Consumer<byte[]> whole;
    private final Runnable over;
    private final ByteArrayOutputStream text = new ByteArrayOutputStream();

    /** An entry; {@code over} runs before the command is notified of the end. */
    TextEntry(Call call, int capacity, Settings settings, Consumer<byte[]> whole, Runnable over) {
        this.call = call;
        this.capacity = capacity;
        this.settings = settings;
        this.whole = whole;
        this.over = over;
    }

    @Override
    public boolean echoes(byte b) {
        return b != CTRL_Z && b != ESC;
    }

    @Override
    public void accept(byte b) {
        if (b == ESC) {
            over.run();
            call.ok();
        } else if (b == CTRL_Z) {
            deliver();
        } else if (b == settings.backspace) {
            dropLast();
        } else {
            text.write(b);
            if (text.size() == capacity) {
                deliver();
            }
        }
    }

    private void dropLast() {
        byte[] kept = text.toByteArray();
        text.reset();
        text.writeBytes(Arrays.copyOf(kept, Math.max(0, kept.length - 1)));
    }

    private void deliver() {
        over.run();
        whole.accept(text.toByteArray());
    }

    @Override
    public void rearm() {
        // It has no time-out.
    }

    @Override
    public void abandon() {
        over.run();
        call.fail(CmeError.EXECUTION);
    }
}
