package io.atflux.samples.modem.memory;

import io.atflux.samples.modem.VirtualModem;
import io.atflux.samples.modem.switches.Switches;
import io.atflux.samples.modem.uplink.Uplink;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A module in memory on virtual time with an open line, seen as text in ISO-8859-1. For one thread. */
public final class MemoryLine {

    private final ManualClock clock = new ManualClock();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final VirtualModem modem;

    /** A module that is switched on and whose line is open. */
    public MemoryLine(Switches switches, Uplink uplink) {
        modem = new VirtualModem(switches, clock, uplink, printed::writeBytes);
        modem.lineOpened();
    }

    /** The module, for events from outside. */
    public VirtualModem modem() {
        return modem;
    }

    /** The module's clock. */
    public ManualClock clock() {
        return clock;
    }

    /** Sends text unchanged. */
    public void send(String text) {
        modem.receive(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Sends text unchanged and returns the module's output since the last reading, without a change of time. */
    public String ask(String text) {
        send(text);
        return read();
    }

    /** Advances the time and returns the module's output since the last reading. */
    public String after(Duration time) {
        clock.advance(time);
        return read();
    }

    /** Returns the module's output since the last reading. */
    public String read() {
        String text = printed.toString(StandardCharsets.ISO_8859_1);
        printed.reset();
        return text;
    }
}
