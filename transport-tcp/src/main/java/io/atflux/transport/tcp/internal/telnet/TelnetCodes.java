package io.atflux.transport.tcp.internal.telnet;

/** Numbers of RFC 854 to 858 and 2217. */
final class TelnetCodes {

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

    private TelnetCodes() {}
}
