package io.atflux.samples.modem.comport;

import java.io.ByteArrayOutputStream;

/** The byte values of telnet. */
final class Telnet {

    static final int SE = 240;
    static final int SB = 250;
    static final int WILL = 251;
    static final int WONT = 252;
    static final int DO = 253;
    static final int DONT = 254;
    static final int IAC = 255;

    static final int BINARY = 0;
    static final int SUPPRESS_GO_AHEAD = 3;
    static final int COM_PORT = 44;

    private Telnet() {}

    static byte[] option(int verb, int option) {
        return new byte[] {(byte) IAC, (byte) verb, (byte) option};
    }

    /** A sub-negotiation of the serial port option. */
    static byte[] comPort(int command, byte... value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(IAC);
        out.write(SB);
        out.write(COM_PORT);
        out.write(command);
        for (byte b : value) {
            twice(b, out);
        }
        out.write(IAC);
        out.write(SE);
        return out.toByteArray();
    }

    /** Encodes data for the wire; unless binary is agreed, a CR without LF gets a NUL. */
    static byte[] data(byte[] plain, boolean binary) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(plain.length + 8);
        for (int i = 0; i < plain.length; i++) {
            twice(plain[i], out);
            boolean bareReturn = plain[i] == '\r' && (i + 1 == plain.length || plain[i + 1] != '\n');
            if (bareReturn && !binary) {
                out.write(0);
            }
        }
        return out.toByteArray();
    }

    private static void twice(byte b, ByteArrayOutputStream out) {
        out.write(b);
        if (b == (byte) IAC) {
            out.write(b);
        }
    }
}
