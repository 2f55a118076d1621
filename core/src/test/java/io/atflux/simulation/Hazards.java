package io.atflux.simulation;

import java.util.Arrays;
import java.util.List;

/** The counts of each hazard's effects, and of each excuse's uses. */
final class Hazards {

    private final long[] counts = new long[Hazard.values().length];
    private final long[] excuses = new long[Excuse.values().length];

    void count(Excuse excuse) {
        excuses[excuse.ordinal()]++;
    }

    void count(Hazard hazard) {
        counts[hazard.ordinal()]++;
    }

    void add(Hazards other) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += other.counts[i];
        }
        for (int i = 0; i < excuses.length; i++) {
            excuses[i] += other.excuses[i];
        }
    }

    long of(Hazard hazard) {
        return counts[hazard.ordinal()];
    }

    List<Hazard> never() {
        return Arrays.stream(Hazard.values()).filter(h -> of(h) == 0).toList();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Hazard hazard : Hazard.values()) {
            text.append(String.format(
                    "%,15d  %s%n",
                    of(hazard), hazard.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ')));
        }
        text.append("forgiven:").append(System.lineSeparator());
        for (Excuse excuse : Excuse.values()) {
            text.append(String.format("%,15d  %s%n", excuses[excuse.ordinal()], excuse.limit));
        }
        return text.toString();
    }
}
