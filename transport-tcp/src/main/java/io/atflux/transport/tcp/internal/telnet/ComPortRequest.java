package io.atflux.transport.tcp.internal.telnet;

import io.atflux.transport.FlowControl;
import io.atflux.transport.Parity;
import io.atflux.transport.tcp.rfc2217.Purge;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.IntFunction;

/**
 * One request for a server's serial port (RFC 2217, client to access server). The answer is the same command plus 100, with the
 * value in force from then on.
 *
 * @param group the subject of SET-CONTROL; 0 for other commands
 * @param words turns a value into text, for messages
 */
record ComPortRequest(int command, int group, int value, int width, IntFunction<String> words) {

    static final int ANSWER = 100;

    static final int SIGNATURE = ANSWER;
    static final int NOTIFY_LINE_STATE = 6 + ANSWER;
    static final int NOTIFY_MODEM_STATE = 7 + ANSWER;
    static final int SUSPEND = 8 + ANSWER;
    static final int RESUME = 9 + ANSWER;

    private static final int SET_BAUD_RATE = 1;
    private static final int SET_DATA_SIZE = 2;
    private static final int SET_PARITY = 3;
    private static final int SET_STOP_SIZE = 4;
    private static final int SET_CONTROL = 5;
    private static final int SET_LINE_STATE_MASK = 10;
    private static final int SET_MODEM_STATE_MASK = 11;
    private static final int PURGE_DATA = 12;

    /** Overrun, parity, framing and break; not the states of buffers, which change with every byte. */
    private static final int LINE_STATES = 0x1E;

    /** In the order of their numbers, from 1 on. */
    private static final List<Parity> PARITIES =
            List.of(Parity.NONE, Parity.ODD, Parity.EVEN, Parity.MARK, Parity.SPACE);

    private static final List<FlowControl> FLOW_CONTROLS =
            List.of(FlowControl.NONE, FlowControl.XON_XOFF, FlowControl.RTS_CTS);

    private static final List<Purge> PURGES = List.of(Purge.RECEIVED, Purge.TO_SEND, Purge.BOTH);

    static ComPortRequest baudRate(int bitsPerSecond) {
        return new ComPortRequest(SET_BAUD_RATE, 0, bitsPerSecond, 4, rate -> rate + " baud");
    }

    static ComPortRequest dataBits(int bits) {
        return new ComPortRequest(SET_DATA_SIZE, 0, bits, 1, size -> size + " data bits");
    }

    static ComPortRequest parity(Parity parity) {
        return new ComPortRequest(
                SET_PARITY, 0, PARITIES.indexOf(parity) + 1, 1, code -> "parity " + name(PARITIES, code));
    }

    static ComPortRequest stopBits(int bits) {
        return new ComPortRequest(SET_STOP_SIZE, 0, bits, 1, code -> (code == 3 ? "1.5" : code) + " stop bits");
    }

    static ComPortRequest flowControl(FlowControl how) {
        return control(
                Controls.FLOW, FLOW_CONTROLS.indexOf(how) + 1, code -> "flow control " + name(FLOW_CONTROLS, code));
    }

    static ComPortRequest breakSignal(boolean on) {
        return control(Controls.BREAK, on ? 5 : 6, code -> "break " + (code == 5 ? "on" : "off"));
    }

    static ComPortRequest dtr(boolean on) {
        return control(Controls.DTR, on ? 8 : 9, code -> "DTR " + (code == 8 ? "on" : "off"));
    }

    static ComPortRequest rts(boolean on) {
        return control(Controls.RTS, on ? 11 : 12, code -> "RTS " + (code == 11 ? "on" : "off"));
    }

    static ComPortRequest purge(Purge what) {
        return new ComPortRequest(PURGE_DATA, 0, PURGES.indexOf(what) + 1, 1, code -> "purge " + code);
    }

    static ComPortRequest lineStates() {
        return new ComPortRequest(SET_LINE_STATE_MASK, 0, LINE_STATES, 1, mask -> "line state mask " + mask);
    }

    static ComPortRequest modemStates() {
        return new ComPortRequest(SET_MODEM_STATE_MASK, 0, 0xFF, 1, mask -> "modem state mask " + mask);
    }

    /** The client's name, for the server's log. */
    static byte[] signature() {
        return "\0atflux".getBytes(StandardCharsets.US_ASCII);
    }

    private static ComPortRequest control(Controls group, int value, IntFunction<String> words) {
        return new ComPortRequest(SET_CONTROL, group.ordinal(), value, 1, words);
    }

    private static String name(List<? extends Enum<?>> all, int code) {
        return code < 1 || code > all.size()
                ? "number " + code
                : all.get(code - 1).name();
    }

    /** The values of SET-CONTROL, by subject. */
    private enum Controls {
        NONE,
        FLOW,
        BREAK,
        DTR,
        RTS,
        INBOUND_FLOW;

        static Controls of(int value) {
            if (value <= 3 || value >= 17) {
                return FLOW;
            }
            return value <= 6 ? BREAK : value <= 9 ? DTR : value <= 12 ? RTS : INBOUND_FLOW;
        }
    }

    /** The value of the option's sub-negotiation. */
    byte[] encoded() {
        return width == 4
                ? ByteBuffer.allocate(5).put((byte) command).putInt(value).array()
                : new byte[] {(byte) command, (byte) value};
    }

    /**
     * Whether this is the answer, by its command and, for SET-CONTROL, by the subject of its value.
     *
     * @param answer the command and its value
     */
    boolean isAnsweredBy(byte[] answer) {
        return (answer[0] & 0xFF) == command + ANSWER
                && (command != SET_CONTROL
                        || answer.length < 2
                        || Controls.of(answer[1] & 0xFF).ordinal() == group);
    }

    /** The granted value; the requested one if the answer has none, as with some servers. */
    int granted(byte[] answer) {
        if (answer.length < 1 + width) {
            return value;
        }
        return width == 4 ? ByteBuffer.wrap(answer, 1, 4).getInt() : answer[1] & 0xFF;
    }

    String text(int which) {
        return words.apply(which);
    }

    @Override
    public String toString() {
        return text(value);
    }
}
