package io.atflux.samples.modem.engine;

import io.atflux.samples.modem.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * V.250's online data state: the host's bytes are data. Three S2 characters with silence before and after them (S12, in
 * fiftieths of a second) lead to the online command state; they are passed on as data too.
 */
final class OnlineData {

    private static final int ESCAPES = 3;
    private static final int MILLIS_OF_S12 = 20;

    private final Settings settings;
    private final Clock clock;
    private final Consumer<byte[]> network;
    private final Runnable escaped;
    private Instant last;
    private int escapes;
    private Clock.@Nullable Timer silence;

    OnlineData(Settings settings, Clock clock, Consumer<byte[]> network, Runnable escaped) {
        this.settings = settings;
        this.clock = clock;
        this.network = network;
        this.escaped = escaped;
        this.last = clock.now();
    }

    void accept(byte b) {
        stopWaiting();
        Instant now = clock.now();
        boolean afterSilence = !now.isBefore(last.plus(guard()));
        last = now;
        if (b != settings.register(Register.S2)) {
            escapes = 0;
        } else if (afterSilence) {
            escapes = 1;
        } else {
            escapes = escapes > 0 ? escapes + 1 : 0;
        }
        network.accept(new byte[] {b});
        if (escapes == ESCAPES) {
            silence = clock.schedule(guard(), this::escape);
        }
    }

    private void escape() {
        escapes = 0;
        escaped.run();
    }

    /** The state is left: stops the measurement of silence. */
    void stopWaiting() {
        if (silence != null) {
            silence.cancel();
            silence = null;
        }
    }

    /** The state is entered again. */
    void resume() {
        escapes = 0;
        last = clock.now();
    }

    private Duration guard() {
        return Duration.ofMillis((long) MILLIS_OF_S12 * settings.register(Register.S12));
    }
}
