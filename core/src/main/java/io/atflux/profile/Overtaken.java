package io.atflux.profile;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** The commands during which a modem answers later ones, and how long each may run. Immutable. */
record Overtaken(Map<String, Duration> limits) {

    static final Overtaken NONE = new Overtaken(Map.of());

    Overtaken with(String command, Duration limit) {
        Map<String, Duration> all = new TreeMap<>(limits);
        all.put(command, limit);
        return new Overtaken(Map.copyOf(all));
    }

    /** Its own limits come before those of the other. */
    Overtaken adding(Overtaken other) {
        Map<String, Duration> all = new TreeMap<>(other.limits);
        all.putAll(limits);
        return new Overtaken(Map.copyOf(all));
    }

    /** The longest limit of a command that the line contains; zero if it excludes others as usual. */
    Duration in(String line) {
        Duration longest = Duration.ZERO;
        for (Map.Entry<String, Duration> entry : limits.entrySet()) {
            if (line.contains(entry.getKey()) && entry.getValue().compareTo(longest) > 0) {
                longest = entry.getValue();
            }
        }
        return longest;
    }
}
