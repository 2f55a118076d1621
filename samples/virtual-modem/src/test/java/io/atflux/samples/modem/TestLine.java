package io.atflux.samples.modem;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.samples.modem.memory.FakeUplink;
import io.atflux.samples.modem.memory.MemoryLine;
import io.atflux.samples.modem.switches.Switches;
import java.time.Duration;

/** A module in memory, after its boot notices, with echo off. Every printed byte is asserted. */
public final class TestLine {

    private final FakeUplink network = new FakeUplink();
    private final MemoryLine line;

    private TestLine(Switches switches) {
        line = new MemoryLine(switches, network);
    }

    /** A module with instant timing, with these switches moved. */
    public static TestLine quick(String... switches) {
        return of(Switches.quick(), switches);
    }

    /** A module with real timing, ten seconds after power-up. */
    public static TestLine real(String... switches) {
        return of(Switches.defaults().with("autobaud=off"), switches);
    }

    private static TestLine of(Switches start, String... switches) {
        Switches all = start;
        for (String one : switches) {
            all = all.with(one);
        }
        TestLine line = new TestLine(all);
        line.after(Duration.ofSeconds(10));
        line.line.ask("ATE0\r");
        line.after(Duration.ofSeconds(1));
        return line;
    }

    /** With numeric errors. */
    public TestLine numbered() {
        return ask("AT+CMEE=1", "\r\nOK\r\n");
    }

    /** With a bearer. */
    public TestLine online() {
        return ask("AT+MIPCALL=1", "\r\nOK\r\n\r\n+MIPCALL: 10.104.48.68\r\n");
    }

    /** With a bearer and MQTT client 1 open. */
    public TestLine open() {
        online();
        return ask("AT+MQTTOPEN=1,\"broker\",1883,1,60", "\r\nOK\r\n\r\n+MQTTOPEN: 1,1\r\n");
    }

    /** Sends a command line; these bytes are printed at once. */
    public TestLine ask(String command, String expected) {
        return raw(command + "\r", expected);
    }

    /** Sends text unchanged; these bytes are printed at once. */
    public TestLine raw(String sent, String expected) {
        assertThat(line.ask(sent)).as(sent).isEqualTo(expected);
        return this;
    }

    /** Sends a command line only. */
    public TestLine send(String command) {
        line.send(command + "\r");
        return this;
    }

    /** Asserts unsolicited output. */
    public TestLine printed(String expected) {
        assertThat(line.read()).isEqualTo(expected);
        return this;
    }

    /** Advances the time; these bytes are printed meanwhile. */
    public TestLine within(long millis, String expected) {
        assertThat(line.after(Duration.ofMillis(millis))).isEqualTo(expected);
        return this;
    }

    /** Advances the time; returns the output. */
    public String after(Duration time) {
        return line.after(time);
    }

    /** The module, for events from outside. */
    public VirtualModem modem() {
        return line.modem();
    }

    /** The network of the module. */
    public FakeUplink network() {
        return network;
    }
}
