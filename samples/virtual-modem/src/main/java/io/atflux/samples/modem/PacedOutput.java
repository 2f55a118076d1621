package io.atflux.samples.modem;

import io.atflux.samples.modem.switches.Switch;
import io.atflux.samples.modem.switches.Switches;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

/** Passes on the module's output, either at once or at its serial port's speed: ten bits a byte. */
final class PacedOutput {

    private static final int BITS = 10;
    private static final int USUAL_SPEED = 115_200;
    private static final int PIECES_A_SECOND = 500;
    private static final long NANOS = 1_000_000_000L;

    private final Switches switches;
    private final Clock clock;
    private final IntSupplier speed;
    private final Consumer<byte[]> line;
    private final ByteArrayOutputStream waiting = new ByteArrayOutputStream();
    private boolean sending;

    PacedOutput(Switches switches, Clock clock, IntSupplier speed, Consumer<byte[]> line) {
        this.switches = switches;
        this.clock = clock;
        this.speed = speed;
        this.line = line;
    }

    void print(byte[] bytes) {
        if (!sending && switches.is(Switch.PACING, "off")) {
            line.accept(bytes);
            return;
        }
        waiting.writeBytes(bytes);
        if (!sending) {
            sendPiece();
        }
    }

    private void sendPiece() {
        byte[] all = waiting.toByteArray();
        int bitsASecond = speed.getAsInt() == 0 ? USUAL_SPEED : speed.getAsInt();
        int most = switches.is(Switch.PACING, "byte") ? 1 : Math.max(1, bitsASecond / BITS / PIECES_A_SECOND);
        byte[] piece = Arrays.copyOf(all, Math.min(most, all.length));
        waiting.reset();
        waiting.write(all, piece.length, all.length - piece.length);
        sending = true;
        clock.schedule(Duration.ofNanos(NANOS * BITS * piece.length / bitsASecond), () -> {
            line.accept(piece);
            sending = false;
            if (waiting.size() > 0) {
                sendPiece();
            }
        });
    }
}
