package io.atflux.samples.benchmarks;

import io.atflux.samples.benchmarks.measure.Pace;
import java.util.List;
import java.util.function.Predicate;

/**
 * What a benchmark goes by.
 *
 * @param sessions numbers of lines, for benchmarks of many
 * @param wanted which contenders, by name
 * @param small whether numbers of sessions do not matter
 */
record Settings(Pace pace, List<Integer> sessions, Predicate<String> wanted, boolean small) {

    /** Sessions that attach at once. */
    int many() {
        return small ? 10 : 1_000;
    }

    /** Sessions that have little to do. */
    int most() {
        return small ? 1_000 : 10_000;
    }

    /** JVMs of JMH for each of its benchmarks; none for this one. */
    int forks() {
        return small ? 0 : 1;
    }
}
