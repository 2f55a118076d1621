package io.atflux.samples.modem.memory;

import io.atflux.samples.modem.VirtualModem;
import io.atflux.samples.modem.switches.Switches;
import io.atflux.samples.modem.uplink.Uplink;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A module in memory on virtual time, its line open, seen as text in ISO-8859-1. For one thread. */
public final class MemoryLine {

    private final ManualClock clock = new ManualClock();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final VirtualModem modem;

    /** A module that is switched on and whose line is open. */
    public MemoryLine(Switches switches, Uplink uplink) {
        modem = new VirtualModem(switches, clock, uplink, printed::writeBytes);
        modem.lineOpened();
    }

    /** The module, for what happens to it from outside. */
    public VirtualModem modem() {
        return modem;
    }

    /** Its time. */
    public ManualClock clock() {
        return clock;
    }

    /** Sends text as it is. */
    public void send(String text) {
        modem.receive(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Sends text as it is and says what the module printed since the last reading, without letting time pass. */
    public String ask(String text) {
        send(text);
        return read();
    }

    /** Lets time pass and says what the module printed since the last reading. */
    public String after(Duration time) {
        clock.advance(time);
        return read();
    }

    /** What the module printed since the last reading. */
    public String read() {
        String text = printed.toString(StandardCharsets.ISO_8859_1);
        printed.reset();
        return text;
    }
}
