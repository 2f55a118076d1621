package io.atflux.samples.modem.module;

import io.atflux.samples.modem.Clock;
import io.atflux.samples.modem.Wires;

/** The serial port of a running module, apart from its data. */
public final class Uart {

    private final Nvram nvram;
    private final Clock clock;
    private final Runnable wiresChanged;
    private int speed;
    private boolean carrier;
    private boolean dataCall;
    private boolean ringing;
    private boolean sleep;

    /** A port in its state after power-up. */
    public Uart(Nvram nvram, Clock clock, Runnable wiresChanged) {
        this.nvram = nvram;
        this.clock = clock;
        this.wiresChanged = wiresChanged;
        this.speed = nvram.baudRate;
    }

    /** AT+IPR: stored, and applied after the command's answer is printed at the old speed. */
    public void speed(int baudRate) {
        nvram.baudRate = baudRate;
        clock.execute(() -> speed = baudRate);
    }

    /** The current speed in bits per second; 0 if it accepts any. */
    public int speed() {
        return speed;
    }

    /** AT&amp;C: whether the carrier is on without a data call. */
    public void carrier(boolean always) {
        if (carrier != always) {
            carrier = always;
            wiresChanged.run();
        }
    }

    /** A data call begins or ends. */
    public void dataCall(boolean open) {
        if (dataCall != open) {
            dataCall = open;
            wiresChanged.run();
        }
    }

    /** An incoming call starts or stops ringing. */
    public void ringing(boolean on) {
        if (ringing != on) {
            ringing = on;
            wiresChanged.run();
        }
    }

    /** AT+GTWAKE: whether the module may sleep while the line is idle. */
    public void sleep(boolean allowed) {
        sleep = allowed;
    }

    /** Whether the module may sleep while the line is idle. */
    public boolean maySleep() {
        return sleep;
    }

    /** The state of its wires. */
    public Wires wires() {
        return new Wires(true, true, carrier || dataCall, ringing);
    }
}
