package io.atflux.samples.modem.comport;

import java.io.ByteArrayOutputStream;
import java.util.BitSet;

/**
 * Computes what a receiver reads from characters that were sent with other settings than its own: it samples the
 * sender's bits at the middle of its own bit times. The line is idle before and after.
 */
final class SerialLine {

    /** Bits of a line state (RFC 2217, after a 16550's line status register). */
    static final int OVERRUN = 0x02;

    static final int PARITY_ERROR = 0x04;
    static final int FRAMING_ERROR = 0x08;
    static final int BREAK = 0x10;

    /**
     * The received characters.
     *
     * @param errors line state bits
     */
    record Received(byte[] bytes, int errors) {}

    /** The levels sent, each for half a bit; a set bit means low, as a start bit is. */
    private final BitSet low = new BitSet();

    private final PortSettings receiver;
    /** Both are in the same unit of time, so that nothing is rounded. */
    private final long senderHalfBit;

    private final long receiverHalfBit;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int length;
    private int errors;

    private SerialLine(PortSettings sender, PortSettings receiver) {
        this.receiver = receiver;
        this.senderHalfBit = receiver.speed();
        this.receiverHalfBit = sender.speed();
    }

    static Received carry(byte[] sent, PortSettings sender, PortSettings receiver) {
        if (sender.equals(receiver) && sender.dataBits() == 8) {
            return new Received(sent, 0);
        }
        SerialLine line = new SerialLine(sender, receiver);
        for (byte b : sent) {
            line.send(b & 0xFF, sender);
        }
        line.receive();
        return new Received(line.bytes.toByteArray(), line.errors);
    }

    private void send(int character, PortSettings sender) {
        int kept = character & (1 << sender.dataBits()) - 1;
        level(false, 2);
        for (int bit = 0; bit < sender.dataBits(); bit++) {
            level((kept >> bit & 1) == 1, 2);
        }
        if (sender.hasParity()) {
            level(sender.parityBit(kept), 2);
        }
        level(true, sender.stopHalves());
    }

    private void level(boolean high, int halves) {
        low.set(length, length + halves, !high);
        length += halves;
    }

    private void receive() {
        long now = 0;
        while (true) {
            int start = low.nextSetBit(Math.toIntExact(now / senderHalfBit));
            if (start < 0) {
                return;
            }
            now = character(Math.max(now, start * senderHalfBit));
        }
    }

    /** Returns the time at which the next start bit may begin, given the fall of this one. */
    private long character(long start) {
        if (!isLow(start, 0)) {
            return start + receiverHalfBit;
        }
        int character = 0;
        int bit = 1;
        for (int i = 0; i < receiver.dataBits(); i++) {
            character |= isLow(start, bit++) ? 0 : 1 << i;
        }
        if (receiver.hasParity() && isLow(start, bit++) == receiver.parityBit(character)) {
            errors |= PARITY_ERROR;
        }
        bytes.write(character);
        long stop = middle(start, bit);
        if (!isLow(start, bit)) {
            return stop;
        }
        errors |= character == 0 ? FRAMING_ERROR | BREAK : FRAMING_ERROR;
        // A low level that continues begins no character.
        return low.nextClearBit(Math.toIntExact(stop / senderHalfBit)) * senderHalfBit;
    }

    private boolean isLow(long start, int bit) {
        return low.get(Math.toIntExact(middle(start, bit) / senderHalfBit));
    }

    private long middle(long start, int bit) {
        return start + (2L * bit + 1) * receiverHalfBit;
    }
}
