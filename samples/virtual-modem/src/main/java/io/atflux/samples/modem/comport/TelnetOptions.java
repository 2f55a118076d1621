package io.atflux.samples.modem.comport;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The options that are on, for each side. An answer to our own request is not answered, or two servers would never
 * stop.
 */
final class TelnetOptions {

    /** The side that performs an option. */
    enum Side {
        SERVER(Telnet.WILL, Telnet.WONT),
        HOST(Telnet.DO, Telnet.DONT);

        private final int yes;
        private final int no;

        Side(int yes, int no) {
            this.yes = yes;
            this.no = no;
        }
    }

    private enum State {
        OFF,
        ASKED,
        ON
    }

    private final Set<Integer> known;
    private final Consumer<byte[]> wire;
    private final Map<Side, Map<Integer, State>> states = new EnumMap<>(Side.class);

    /** Accepts the known options and no other. */
    TelnetOptions(Set<Integer> known, Consumer<byte[]> wire) {
        this.known = known;
        this.wire = wire;
        for (Side side : Side.values()) {
            states.put(side, new HashMap<>());
        }
    }

    boolean isOn(Side side, int option) {
        return state(side, option) == State.ON;
    }

    /** Proposes a known option for the side. */
    void propose(Side side, int option) {
        if (known.contains(option)) {
            set(side, option, State.ASKED);
            wire.accept(Telnet.option(side.yes, option));
        }
    }

    /** Handles a verb of the host. */
    void heard(int verb, int option) {
        switch (verb) {
            case Telnet.WILL -> wanted(Side.HOST, option);
            case Telnet.WONT -> refused(Side.HOST, option);
            case Telnet.DO -> wanted(Side.SERVER, option);
            default -> refused(Side.SERVER, option);
        }
    }

    private void wanted(Side side, int option) {
        if (!known.contains(option)) {
            wire.accept(Telnet.option(side.no, option));
            return;
        }
        if (state(side, option) == State.OFF) {
            wire.accept(Telnet.option(side.yes, option));
        }
        set(side, option, State.ON);
    }

    private void refused(Side side, int option) {
        if (state(side, option) == State.ON) {
            wire.accept(Telnet.option(side.no, option));
        }
        set(side, option, State.OFF);
    }

    private State state(Side side, int option) {
        return states.getOrDefault(side, Map.of()).getOrDefault(option, State.OFF);
    }

    private void set(Side side, int option, State state) {
        states.computeIfAbsent(side, any -> new HashMap<>()).put(option, state);
    }
}
