package io.atflux.samples.benchmarks;

import io.atflux.samples.benchmarks.measure.Pace;
import java.util.List;
import java.util.function.Predicate;

/**
 * What a benchmark goes by.
 *
 * @param sessions numbers of lines, for benchmarks of many
 * @param wanted which contenders, by name
 */
record Settings(Pace pace, List<Integer> sessions, Predicate<String> wanted) {}
