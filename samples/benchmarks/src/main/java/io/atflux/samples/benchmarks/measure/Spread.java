package io.atflux.samples.benchmarks.measure;

import java.util.Arrays;
import java.util.Collection;

/** The median of several measurements, and the quartiles around it. */
public record Spread(double median, double low, double high) {

    /**
     * @param values one or more
     */
    public static Spread of(Collection<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return new Spread(quantile(sorted, 0.5), quantile(sorted, 0.25), quantile(sorted, 0.75));
    }

    /** A single measurement. */
    public static Spread of(double value) {
        return new Spread(value, value, value);
    }

    /** A quantile of values in any order, between neighbours by interpolation. */
    public static double quantile(Collection<Double> values, double part) {
        return quantile(
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray(), part);
    }

    private static double quantile(double[] sorted, double part) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        double at = part * (sorted.length - 1);
        int below = (int) at;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }

    @Override
    public String toString() {
        return Arrays.toString(new double[] {low, median, high});
    }
}
