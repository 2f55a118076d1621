package io.atflux.samples.modem.server;

/** The bytes that a host and a serial server exchange (RFC 854, RFC 2217). */
final class ComPortWords {

    static final String WILL = "\u00FF\u00FB";
    static final String WONT = "\u00FF\u00FC";
    static final String DO = "\u00FF\u00FD";
    static final String DONT = "\u00FF\u00FE";
    static final String BINARY = "\0";
    static final String GO_AHEAD = "\u0003";
    static final String COM_PORT = "\u002C";

    /** The server's first bytes. */
    static final String PROPOSAL = DO + COM_PORT + WILL + BINARY + DO + BINARY + WILL + GO_AHEAD + DO + GO_AHEAD;

    /** The answer of a host that agrees to everything. */
    static final String AGREEMENT = WILL + COM_PORT + DO + BINARY + WILL + BINARY + DO + GO_AHEAD + WILL + GO_AHEAD;

    /** CTS and DSR are on, without changes. */
    static final String READY_STATE = comPort(107, 0x30);

    static final String NOTICES = "\r\nAT command ready\r\n\r\n+SIM READY\r\n";

    private ComPortWords() {}

    /** A command of the serial port option. */
    static String comPort(int command, int... value) {
        StringBuilder bytes = new StringBuilder("\u00FF\u00FA").append(COM_PORT).append((char) command);
        for (int octet : value) {
            bytes.append((char) octet).append(octet == 0xFF ? "\u00FF" : "");
        }
        return bytes.append("\u00FF\u00F0").toString();
    }

    /** SET-BAUDRATE, or with 101 its answer. */
    static String speed(int command, int bitsPerSecond) {
        return comPort(
                command,
                bitsPerSecond >>> 24,
                bitsPerSecond >>> 16 & 0xFF,
                bitsPerSecond >>> 8 & 0xFF,
                bitsPerSecond & 0xFF);
    }

    /** Everything agreed, echo off. */
    static Host agreed(Host host) throws Exception {
        return host.expect(PROPOSAL + NOTICES).exchange(AGREEMENT, READY_STATE).exchange("ATE0\r", "ATE0\r\r\nOK\r\n");
    }
}
