package io.atflux.samples.modem.comport;

import io.atflux.samples.modem.switches.Switch;
import io.atflux.samples.modem.switches.Switches;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** The requests of a host to the server's serial port, and the answers (RFC 2217, section 3). */
final class ComPortCommands {

    /** Added to a request's number to form that of the answer. */
    static final int ANSWER = 100;

    static final int SUSPEND = 8;
    static final int RESUME = 9;
    static final int NOTIFY_LINE_STATE = 6 + ANSWER;
    static final int NOTIFY_MODEM_STATE = 7 + ANSWER;

    private static final int SIGNATURE = 0;
    private static final int SET_SPEED = 1;
    private static final int SET_DATA_BITS = 2;
    private static final int SET_PARITY = 3;
    private static final int SET_STOP_BITS = 4;
    private static final int SET_CONTROL = 5;
    private static final int SET_LINE_STATE_MASK = 10;
    private static final int SET_MODEM_STATE_MASK = 11;
    private static final int PURGE = 12;

    private static final byte[] NAME = "virtual serial server".getBytes(StandardCharsets.US_ASCII);
    private static final int FIRST_SPEED = 115_200;
    private static final Set<Integer> SPEEDS = Set.of(
            300, 600, 1_200, 2_400, 4_800, 9_600, 14_400, 19_200, 28_800, 38_400, 57_600, 115_200, 230_400, 460_800,
            921_600);

    /** The effects of a request beyond the port's own settings. */
    interface Effects {

        void answer(int command, byte... value);

        void dtr(boolean on);

        /** The line towards the module is held low from now on. */
        void beginBreak();

        /** Discards data from the module that waits for the host. */
        void purgeReceived();

        /** Suspends or resumes the flow of data to the host. */
        void suspended(boolean on);

        /** The host has asked for the modem state. */
        void modemStateWanted();
    }

    private final Switches switches;
    private final Effects effects;
    private PortSettings settings = PortSettings.of(FIRST_SPEED);
    private int outboundFlow = Control.NO_FLOW;
    private int inboundFlow = Control.NO_INBOUND_FLOW;
    private boolean breaking;
    private boolean dtr = true;
    private boolean rts = true;
    private int lineStateMask;
    private int modemStateMask = 0xFF;

    ComPortCommands(Switches switches, Effects effects) {
        this.switches = switches;
        this.effects = effects;
        settings = settings.withSpeed(granted(FIRST_SPEED));
    }

    PortSettings settings() {
        return settings;
    }

    boolean isBreaking() {
        return breaking;
    }

    int lineStateMask() {
        return lineStateMask;
    }

    int modemStateMask() {
        return modemStateMask;
    }

    /**
     * Takes a request and its value. A request that is too short or unknown is ignored, as the protocol has no refusal.
     */
    void request(int command, byte[] value) {
        switch (command) {
            case SIGNATURE -> {
                if (value.length == 0) {
                    answer(SIGNATURE, NAME);
                }
            }
            case SUSPEND -> effects.suspended(true);
            case RESUME -> effects.suspended(false);
            case SET_SPEED -> {
                if (value.length >= Integer.BYTES) {
                    speed(ByteBuffer.wrap(value).getInt());
                }
            }
            default -> {
                if (value.length > 0) {
                    octet(command, value[0] & 0xFF);
                }
            }
        }
    }

    private void speed(int wanted) {
        if (SPEEDS.contains(wanted)) {
            settings = settings.withSpeed(granted(wanted));
        }
        answer(
                SET_SPEED,
                ByteBuffer.allocate(Integer.BYTES).putInt(settings.speed()).array());
    }

    private int granted(int wanted) {
        return switches.is(Switch.COM_PORT_SPEED, "asked") ? wanted : switches.number(Switch.COM_PORT_SPEED);
    }

    /** Each answers with the current value; 0 only queries it. */
    private void octet(int command, int value) {
        switch (command) {
            case SET_DATA_BITS -> {
                settings = value >= 5 && value <= 8 ? settings.withDataBits(value) : settings;
                answer(command, (byte) settings.dataBits());
            }
            case SET_PARITY -> {
                settings = value >= 1 && value <= 5 ? settings.withParity(value) : settings;
                answer(command, (byte) settings.parity());
            }
            case SET_STOP_BITS -> {
                settings = value >= 1 && value <= 3 ? settings.withStopBits(value) : settings;
                answer(command, (byte) settings.stopBits());
            }
            case SET_CONTROL -> control(value);
            case SET_LINE_STATE_MASK -> {
                lineStateMask = value;
                answer(command, (byte) value);
            }
            case SET_MODEM_STATE_MASK -> {
                modemStateMask = value;
                answer(command, (byte) value);
                effects.modemStateWanted();
            }
            case PURGE -> {
                if (value == 1 || value == 3) {
                    effects.purgeReceived();
                }
                answer(command, (byte) value);
            }
            default -> {
                // Reserved for later editions of the RFC.
            }
        }
    }

    private void control(int value) {
        switch (value) {
            case 0, 1, 2, 3, 17, 19 -> {
                outboundFlow = value == 0 ? outboundFlow : value;
                answer(SET_CONTROL, (byte) outboundFlow);
            }
            case 4, 5, 6 -> {
                boolean before = breaking;
                breaking = value == 4 ? breaking : value == Control.BREAK_ON;
                if (breaking && !before) {
                    effects.beginBreak();
                }
                answer(SET_CONTROL, (byte) (breaking ? Control.BREAK_ON : Control.BREAK_OFF));
            }
            case 7, 8, 9 -> {
                dtr = value == 7 ? dtr : value == Control.DTR_ON;
                effects.dtr(dtr);
                wireAnswer(dtr ? Control.DTR_ON : Control.DTR_OFF);
            }
            case 10, 11, 12 -> {
                rts = value == 10 ? rts : value == Control.RTS_ON;
                wireAnswer(rts ? Control.RTS_ON : Control.RTS_OFF);
            }
            case 13, 14, 15, 16, 18 -> {
                inboundFlow = value == 13 ? inboundFlow : value;
                answer(SET_CONTROL, (byte) inboundFlow);
            }
            default -> {
                // Ignored, as unknown requests are.
            }
        }
    }

    private void wireAnswer(int value) {
        if (!switches.is(Switch.COM_PORT_ANSWERS, "no-wires")) {
            answer(SET_CONTROL, (byte) value);
        }
    }

    private void answer(int command, byte... value) {
        if (!switches.is(Switch.COM_PORT_ANSWERS, "none")) {
            effects.answer(command + ANSWER, value);
        }
    }

    /** Values of SET-CONTROL. */
    private static final class Control {
        static final int NO_FLOW = 1;
        static final int BREAK_ON = 5;
        static final int BREAK_OFF = 6;
        static final int DTR_ON = 8;
        static final int DTR_OFF = 9;
        static final int RTS_ON = 11;
        static final int RTS_OFF = 12;
        static final int NO_INBOUND_FLOW = 14;
    }
}
