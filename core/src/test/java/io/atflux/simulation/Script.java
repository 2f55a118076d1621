package io.atflux.simulation;

import java.util.List;

/** All decisions before a run, so that a part can be left out and the rest stays the same. */
record Script(long seed, Setup setup, List<Step> steps) {

    Script with(List<Step> fewer) {
        return new Script(seed, setup, List.copyOf(fewer));
    }

    @Override
    public String toString() {
        StringBuilder text =
                new StringBuilder("seed ").append(seed).append(": ").append(setup);
        for (Step step : steps) {
            text.append("\n  ").append(step);
        }
        return text.toString();
    }
}
