package io.atflux.samples.modem.switches;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * The positions of all switches; what is not set stands at its default. Immutable, but for a {@link #live()} copy, whose
 * switches move under the eyes of the module that reads them.
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
     * @throws IllegalArgumentException if the switch has no such position; the message says which it has
     */
    public Switches with(Switch which, String position) {
        return new Switches(moved(which, position), false);
    }

    /** A copy whose switches can be moved while a module runs by them; itself if it is one already. */
    public Switches live() {
        return live ? this : new Switches(set, true);
    }

    /**
     * Moves a switch of a live copy. What a module reads at power-up it reads at the next one.
     *
     * @throws IllegalArgumentException if the switch has no such position; the message says which it has
     * @throws IllegalStateException if this is no live copy
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
     * @throws IllegalArgumentException if there is no such switch or position; the message says what there is
     */
    public Switches with(String assignment) {
        int equals = assignment.indexOf('=');
        if (equals < 0) {
            throw new IllegalArgumentException("'" + assignment + "' is not name=position");
        }
        return with(Switch.byKey(assignment.substring(0, equals).strip()), assignment.substring(equals + 1));
    }

    /** Where the switch stands. */
    public String text(Switch which) {
        return set.getOrDefault(which, which.initial());
    }

    /** Whether a switch with named positions stands at this one. */
    public boolean is(Switch which, String position) {
        if (!which.positions().allow(position)) {
            throw new IllegalArgumentException(which.key() + " is never " + position);
        }
        return text(which).equals(position);
    }

    /** The number of a switch that holds one. */
    public int number(Switch which) {
        return Integer.parseInt(text(which));
    }

    /** The time of a switch that holds one; {@code auto} is the module's own, or nothing where timing is instant. */
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
