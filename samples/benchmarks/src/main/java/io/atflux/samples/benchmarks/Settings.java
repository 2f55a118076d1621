package io.atflux.samples.benchmarks;

import io.atflux.samples.benchmarks.measure.Pace;
import java.util.List;
import java.util.function.Predicate;

/**
 * The parameters of a benchmark.
 *
 * @param sessions numbers of lines, for benchmarks of many
 * @param wanted selects contenders by name
 * @param small whether numbers of sessions do not matter
 */
record Settings(Pace pace, List<Integer> sessions, Predicate<String> wanted, boolean small) {

    /** The number of sessions that attach at once. */
    int many() {
        return small ? 10 : 1_000;
    }

    /** The number of sessions with little load. */
    int most() {
        return small ? 1_000 : 10_000;
    }

    /** JVMs of JMH for each of its benchmarks; none for this one. */
    int forks() {
        return small ? 0 : 1;
    }
}
