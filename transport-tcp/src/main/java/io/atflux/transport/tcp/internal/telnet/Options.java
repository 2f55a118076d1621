package io.atflux.transport.tcp.internal.telnet;

import io.netty.buffer.ByteBuf;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The state of the telnet options, by the method of RFC 1143: only a change of state is answered, so that two programs never
 * answer each other's answers. Unknown options are refused; a peer that requests one without end is answered only a few times.
 */
final class Options {

    static final int MOST_ANSWERS = 16;

    private enum State {
        NO,
        ASKED,
        YES
    }

    private final Set<Integer> known;
    private final Map<Integer, State> ours = new TreeMap<>();
    private final Map<Integer, State> theirs = new TreeMap<>();
    private final int[] answers = new int[256];

    /** @param known the options that both sides may enable */
    Options(Set<Integer> known) {
        this.known = known;
        for (int option : known) {
            ours.put(option, State.NO);
            theirs.put(option, State.NO);
        }
    }

    /** Offers to enable the option on this side, and requests the peer's agreement. */
    void offer(int option, ByteBuf out) {
        ours.put(option, State.ASKED);
        TelnetBytes.negotiation(out, TelnetCodes.WILL, option);
    }

    /** Requests that the peer enables the option. */
    void ask(int option, ByteBuf out) {
        theirs.put(option, State.ASKED);
        TelnetBytes.negotiation(out, TelnetCodes.DO, option);
    }

    /** Processes the peer's command, and appends the answer, if there is one. */
    void take(int verb, int option, ByteBuf out) {
        switch (verb) {
            case TelnetCodes.WILL -> on(theirs, option, TelnetCodes.DO, TelnetCodes.DONT, out);
            case TelnetCodes.WONT -> off(theirs, option, TelnetCodes.DONT, out);
            case TelnetCodes.DO -> on(ours, option, TelnetCodes.WILL, TelnetCodes.WONT, out);
            default -> off(ours, option, TelnetCodes.WONT, out);
        }
    }

    private void on(Map<Integer, State> side, int option, int agree, int refuse, ByteBuf out) {
        if (!known.contains(option)) {
            answer(refuse, option, out);
        } else if (side.put(option, State.YES) == State.NO) {
            answer(agree, option, out);
        }
    }

    private void off(Map<Integer, State> side, int option, int confirm, ByteBuf out) {
        if (known.contains(option) && side.put(option, State.NO) == State.YES) {
            answer(confirm, option, out);
        }
    }

    private void answer(int verb, int option, ByteBuf out) {
        if (answers[option]++ < MOST_ANSWERS) {
            TelnetBytes.negotiation(out, verb, option);
        }
    }

    boolean isOurs(int option) {
        return ours.get(option) == State.YES;
    }

    boolean isTheirs(int option) {
        return theirs.get(option) == State.YES;
    }

    /** Whether all requests of this side have been answered. */
    boolean isSettled() {
        return !ours.containsValue(State.ASKED) && !theirs.containsValue(State.ASKED);
    }
}
