package io.atflux.samples.modem.module;

import io.atflux.samples.modem.Clock;
import io.atflux.samples.modem.Wires;

/** The serial port of a module that runs, beside its data. */
public final class Uart {

    private final Nvram nvram;
    private final Clock clock;
    private final Runnable wiresChanged;
    private int speed;
    private boolean carrier;
    private boolean dataCall;
    private boolean ringing;
    private boolean sleep;

    /** A port as it is after power-up. */
    public Uart(Nvram nvram, Clock clock, Runnable wiresChanged) {
        this.nvram = nvram;
        this.clock = clock;
        this.wiresChanged = wiresChanged;
        this.speed = nvram.baudRate;
    }

    /** AT+IPR: kept, and in force once the command's answer is printed at the old speed. */
    public void speed(int baudRate) {
        nvram.baudRate = baudRate;
        clock.execute(() -> speed = baudRate);
    }

    /** Bits per second that hold now; 0 where any will do. */
    public int speed() {
        return speed;
    }

    /** AT&amp;C: whether a carrier is shown also without a data call. */
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

    /** Somebody calls, or no more. */
    public void ringing(boolean on) {
        if (ringing != on) {
            ringing = on;
            wiresChanged.run();
        }
    }

    /** AT+GTWAKE: whether it may sleep while nothing comes. */
    public void sleep(boolean allowed) {
        sleep = allowed;
    }

    /** Whether it may sleep while nothing comes. */
    public boolean maySleep() {
        return sleep;
    }

    /** What it shows. */
    public Wires wires() {
        return new Wires(true, true, carrier || dataCall, ringing);
    }
}
