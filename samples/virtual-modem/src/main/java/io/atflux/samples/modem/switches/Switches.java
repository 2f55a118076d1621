package io.atflux.samples.modem.switches;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * The positions of all switches; a switch that is not set has its default. Immutable, except for a {@link #live()}
 * copy, whose switches can be moved while a module reads them.
 *
 * <p>Threads: every method may be called from any thread.
 */
public final class Switches {

    static final String AUTO = "auto";

    private static final Switches DEFAULTS = new Switches(Map.of(), false);

    private final boolean live;
    private volatile Map<Switch, String> set;

    private Switches(Map<Switch, String> set, boolean live) {
        this.set = set;
        this.live = live;
    }

    /** Every switch at its default. */
    public static Switches defaults() {
        return DEFAULTS;
    }

    /** Every switch at its default, except that nothing takes time and the first command is not lost. */
    public static Switches quick() {
        return DEFAULTS.with(Switch.TIMING, "instant").with(Switch.AUTOBAUD, "off");
    }

    /**
     * The same with one switch moved.
     *
     * @throws IllegalArgumentException if the switch has no such position; the message lists those it has
     */
    public Switches with(Switch which, String position) {
        return new Switches(moved(which, position), false);
    }

    /** A copy whose switches can be moved while a module uses them; this object if it is live already. */
    public Switches live() {
        return live ? this : new Switches(set, true);
    }

    /**
     * Moves a switch of a live copy. A module reads a power-up switch at its next power-up.
     *
     * @throws IllegalArgumentException if the switch has no such position; the message lists those it has
     * @throws IllegalStateException if this is not a live copy
     */
    public synchronized void move(Switch which, String position) {
        if (!live) {
            throw new IllegalStateException("these switches do not move");
        }
        set = moved(which, position);
    }

    private Map<Switch, String> moved(Switch which, String position) {
        if (!which.positions().allow(position)) {
            throw new IllegalArgumentException("switch " + which.key() + " has no position '" + position + "', but "
                    + which.positions().describe());
        }
        Map<Switch, String> moved = new EnumMap<>(Switch.class);
        moved.putAll(set);
        moved.put(which, position);
        return moved;
    }

    /**
     * The same with one switch moved, written {@code name=position}.
     *
     * @throws IllegalArgumentException if there is no such switch or position; the message lists the valid ones
     */
    public Switches with(String assignment) {
        int equals = assignment.indexOf('=');
        if (equals < 0) {
            throw new IllegalArgumentException("'" + assignment + "' is not name=position");
        }
        return with(Switch.byKey(assignment.substring(0, equals).strip()), assignment.substring(equals + 1));
    }

    /** The position of the switch. */
    public String text(Switch which) {
        return set.getOrDefault(which, which.initial());
    }

    /** Whether a switch with named positions has this position. */
    public boolean is(Switch which, String position) {
        if (!which.positions().allow(position)) {
            throw new IllegalArgumentException(which.key() + " is never " + position);
        }
        return text(which).equals(position);
    }

    /** The number of a switch whose position is a number. */
    public int number(Switch which) {
        return Integer.parseInt(text(which));
    }

    /**
     * The time of a switch whose position is a time; {@code auto} is the module's usual time, or zero with instant
     * timing.
     */
    public Duration time(Switch which) {
        String text = text(which);
        if (!text.equals(AUTO)) {
            return Duration.ofMillis(Long.parseLong(text));
        }
        return which.positions() instanceof Positions.Millis millis && realTiming()
                ? Duration.ofMillis(millis.real())
                : Duration.ZERO;
    }

    /** Whether built-in latencies are those of a real module. */
    public boolean realTiming() {
        return is(Switch.TIMING, "real");
    }

    @Override
    public String toString() {
        Map<Switch, String> shown = new EnumMap<>(Switch.class);
        set.forEach((which, position) -> shown.put(which, which == Switch.PIN ? "****" : position));
        return shown.toString();
    }
}
