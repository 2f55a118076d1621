package io.atflux.samples.modem.comport;

import io.atflux.samples.modem.Clock;
import io.atflux.samples.modem.Wires;
import io.atflux.samples.modem.comport.TelnetOptions.Side;
import io.atflux.samples.modem.switches.Switch;
import io.atflux.samples.modem.switches.Switches;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One connection to a serial server: telnet towards the host, a serial line towards the module. Data crosses that line
 * intact only if both ends are set to the same speed.
 *
 * <p>Threads: one at a time, the clock's.
 */
public final class SerialServer {

    /** The bytes kept for a host that suspended the flow; any beyond are lost. */
    private static final int HELD_BYTES = 64 * 1024;

    /** The module's end of the serial line. */
    public interface Module {

        /** Takes data from the host. */
        void receive(byte[] bytes);

        /** The speed in bits per second; 0 if it accepts any. */
        int speed();

        /** The state of its wires. */
        Wires wires();

        /** Sets DTR as the host asks. */
        void dtr(boolean on);
    }

    private final Switches switches;
    private final Clock clock;
    private final Module module;
    private final Consumer<byte[]> wire;
    private final TelnetReader reader = new TelnetReader(new Reader());
    private final TelnetOptions options;
    private final ComPortCommands port;
    private final ModemState modemState = new ModemState();
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private boolean hostSuspends;
    private boolean portOpen;
    private boolean closed;

    /** @param wire takes the bytes of the connection to the host */
    public SerialServer(Switches switches, Clock clock, Module module, Consumer<byte[]> wire) {
        this.switches = switches;
        this.clock = clock;
        this.module = module;
        this.wire = wire;
        boolean binary = switches.is(Switch.COM_PORT_BINARY, "agreed");
        this.options = new TelnetOptions(
                binary
                        ? Set.of(Telnet.COM_PORT, Telnet.BINARY, Telnet.SUPPRESS_GO_AHEAD)
                        : Set.of(Telnet.COM_PORT, Telnet.SUPPRESS_GO_AHEAD),
                wire);
        this.port = new ComPortCommands(switches, new Effects());
    }

    /** The host has connected: begins to negotiate. */
    public void open() {
        options.propose(Side.HOST, Telnet.COM_PORT);
        options.propose(Side.SERVER, Telnet.BINARY);
        options.propose(Side.HOST, Telnet.BINARY);
        options.propose(Side.SERVER, Telnet.SUPPRESS_GO_AHEAD);
        options.propose(Side.HOST, Telnet.SUPPRESS_GO_AHEAD);
    }

    /** The host has disconnected. */
    public void close() {
        closed = true;
    }

    /** Takes bytes from the host. */
    public void fromHost(byte[] bytes) {
        reader.read(bytes);
    }

    /** Takes the module's output. */
    public void fromModule(byte[] bytes) {
        SerialLine.Received received = carry(bytes, false);
        int errors = received.errors();
        if (hostSuspends) {
            int kept = Math.min(received.bytes().length, HELD_BYTES - held.size());
            held.write(received.bytes(), 0, kept);
            errors |= kept < received.bytes().length ? SerialLine.OVERRUN : 0;
        }
        if (portOpen && (errors & port.lineStateMask()) != 0) {
            wire.accept(Telnet.comPort(ComPortCommands.NOTIFY_LINE_STATE, (byte) (errors & port.lineStateMask())));
        }
        if (!hostSuspends) {
            toHost(received.bytes());
        }
    }

    /** The module's wires may have changed. */
    public void wiresChanged() {
        int state = modemState.change(module.wires(), port.modemStateMask());
        if (portOpen && state >= 0) {
            notifyModemState(state);
        }
    }

    private void notifyModemState(int state) {
        wire.accept(Telnet.comPort(ComPortCommands.NOTIFY_MODEM_STATE, (byte) (state & port.modemStateMask())));
    }

    private void toHost(byte[] bytes) {
        if (portOpen && switches.is(Switch.COM_PORT_STATES, "lines")) {
            int half = bytes.length / 2;
            data(Arrays.copyOf(bytes, half));
            notifyModemState(modemState.now(module.wires()));
            data(Arrays.copyOfRange(bytes, half, bytes.length));
        } else {
            data(bytes);
        }
    }

    private void data(byte[] bytes) {
        if (bytes.length > 0) {
            wire.accept(Telnet.data(bytes, options.isOn(Side.SERVER, Telnet.BINARY)));
        }
    }

    private void toModule(byte[] bytes) {
        if (port.isBreaking()) {
            return;
        }
        int pause = switches.number(Switch.COM_PORT_PAUSE);
        if (portOpen && pause > 0) {
            wire.accept(Telnet.comPort(ComPortCommands.SUSPEND + ComPortCommands.ANSWER));
            clock.schedule(Duration.ofMillis(pause), () -> {
                if (!closed) {
                    wire.accept(Telnet.comPort(ComPortCommands.RESUME + ComPortCommands.ANSWER));
                }
            });
        }
        module.receive(carry(bytes, true).bytes());
    }

    private SerialLine.Received carry(byte[] bytes, boolean toModule) {
        PortSettings own = port.settings();
        boolean anySpeed = module.speed() == 0 || switches.is(Switch.SPEED_MISMATCH, "harmless");
        // The module has a single format: eight bits, no parity, one stop bit.
        PortSettings other = PortSettings.of(anySpeed ? own.speed() : module.speed());
        return toModule ? SerialLine.carry(bytes, own, other) : SerialLine.carry(bytes, other, own);
    }

    private final class Reader implements TelnetReader.Listener {

        @Override
        public void data(byte[] bytes) {
            toModule(bytes);
        }

        @Override
        public void option(int verb, int option) {
            options.heard(verb, option);
            reader.binary(options.isOn(Side.HOST, Telnet.BINARY));
            boolean agreed = options.isOn(Side.HOST, Telnet.COM_PORT) || options.isOn(Side.SERVER, Telnet.COM_PORT);
            if (agreed && !portOpen) {
                notifyModemState(modemState.now(module.wires()));
            }
            portOpen = agreed;
        }

        @Override
        public void subNegotiation(byte[] content) {
            if (portOpen && content.length > 1 && content[0] == Telnet.COM_PORT) {
                port.request(content[1] & 0xFF, Arrays.copyOfRange(content, 2, content.length));
            }
        }
    }

    private final class Effects implements ComPortCommands.Effects {

        @Override
        public void answer(int command, byte... value) {
            wire.accept(Telnet.comPort(command, value));
        }

        @Override
        public void dtr(boolean on) {
            module.dtr(on);
        }

        @Override
        public void beginBreak() {
            // A receiver sees a break as one character of zero bits without its stop bit.
            module.receive(new byte[1]);
        }

        @Override
        public void purgeReceived() {
            held.reset();
        }

        @Override
        public void suspended(boolean on) {
            hostSuspends = on;
            if (!on && held.size() > 0) {
                byte[] waiting = held.toByteArray();
                held.reset();
                toHost(waiting);
            }
        }

        @Override
        public void modemStateWanted() {
            notifyModemState(modemState.now(module.wires()));
        }
    }
}
