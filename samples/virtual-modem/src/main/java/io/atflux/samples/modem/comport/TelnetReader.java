package io.atflux.samples.modem.comport;

import java.io.ByteArrayOutputStream;

/**
 * Separates data from telnet's commands, however the stream is split. A sub-negotiation that is too long is skipped.
 */
final class TelnetReader {

    /** Far longer than any known one. */
    static final int LONGEST = 1024;

    /** Receives the items read, in order. */
    interface Listener {

        /** Data between two commands, decoded. */
        void data(byte[] bytes);

        /** WILL, WONT, DO, DONT. */
        void option(int verb, int option);

        /** The bytes between SB and SE, the option first. */
        void subNegotiation(byte[] content);
    }

    private enum State {
        DATA,
        RETURN,
        COMMAND,
        VERB,
        SUB,
        SUB_COMMAND
    }

    private final Listener listener;
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();
    private final ByteArrayOutputStream sub = new ByteArrayOutputStream();
    private State state = State.DATA;
    private boolean binary;
    private int verb;

    TelnetReader(Listener listener) {
        this.listener = listener;
    }

    /** Whether the host sends CR unchanged, without a NUL. */
    void binary(boolean agreed) {
        binary = agreed;
    }

    void read(byte[] bytes) {
        for (byte b : bytes) {
            take(b & 0xFF);
        }
        deliver();
    }

    private void take(int b) {
        switch (state) {
            case DATA -> data(b);
            case RETURN -> {
                state = State.DATA;
                if (b != 0) {
                    data(b);
                }
            }
            case COMMAND -> command(b);
            case VERB -> {
                state = State.DATA;
                deliver();
                listener.option(verb, b);
            }
            case SUB -> {
                if (b == Telnet.IAC) {
                    state = State.SUB_COMMAND;
                } else {
                    keep(b);
                }
            }
            case SUB_COMMAND -> {
                if (b == Telnet.IAC) {
                    state = State.SUB;
                    keep(b);
                } else if (b == Telnet.SE) {
                    state = State.DATA;
                    end();
                } else {
                    command(b);
                }
            }
        }
    }

    private void data(int b) {
        if (b == Telnet.IAC) {
            state = State.COMMAND;
            return;
        }
        data.write(b);
        if (b == '\r' && !binary) {
            state = State.RETURN;
        }
    }

    private void command(int b) {
        state = State.DATA;
        switch (b) {
            case Telnet.IAC -> data.write(b);
            case Telnet.WILL, Telnet.WONT, Telnet.DO, Telnet.DONT -> {
                verb = b;
                state = State.VERB;
            }
            case Telnet.SB -> {
                sub.reset();
                state = State.SUB;
            }
            default -> {
                // Go-ahead, no operation and the like need no action of a serial server.
            }
        }
    }

    private void keep(int b) {
        if (sub.size() <= LONGEST) {
            sub.write(b);
        }
    }

    private void end() {
        if (sub.size() > 0 && sub.size() <= LONGEST) {
            deliver();
            listener.subNegotiation(sub.toByteArray());
        }
    }

    private void deliver() {
        if (data.size() > 0) {
            byte[] bytes = data.toByteArray();
            data.reset();
            listener.data(bytes);
        }
    }
}
