package io.atflux.simulation;

import java.util.List;

/**
 * Faults of the engine that the simulation found, and that are not mended yet: what brings them about is left out of its worlds
 * unless {@code -Dsimulation.faults=all}, or their names with commas between, asks for it.
 */
enum Fault {
    /**
     * Where the time of the command in flight ends in the middle of a text, the text is cut there, and the rest of it is taken
     * for lines of the module.
     */
    TEXT_CUT_AT_THE_TIME_OF_A_COMMAND,
    /** What is owed grows with each re-send of a rule without end, to a modem that is slower than the rule. */
    OWED_ATTEMPTS_WITHOUT_BOUND;

    private static final List<String> ASKED =
            List.of(System.getProperty("simulation.faults", "").split(",", -1));

    boolean isProvoked() {
        return ASKED.contains("all") || ASKED.contains(name());
    }
}
