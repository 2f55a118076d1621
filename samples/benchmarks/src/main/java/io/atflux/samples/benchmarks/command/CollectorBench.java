package io.atflux.samples.benchmarks.command;

import io.atflux.samples.benchmarks.measure.Pace;
import io.atflux.samples.benchmarks.measure.Table;
import io.atflux.samples.benchmarks.process.Child;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * L610 modules that each send one command a second, under each collector with each heap size, each time in a new JVM.
 * CPU time is that of the whole JVM, collectors and compilers included.
 */
public final class CollectorBench {

    private static final Map<String, String> COLLECTORS = collectors();
    private static final List<String> HEAPS = List.of("128m", "256m", "512m");
    private static final List<String> COLUMNS = List.of(
            "answers a second",
            "p50, ms",
            "p99, ms",
            "p99.9, ms",
            "worst, ms",
            "CPU of the JVM a command, µs",
            "CPU of the JVM, %",
            "collections a minute",
            "collecting, ms a minute",
            "resident, MB");
    private static final double MILLI = 1e-6;

    /** The required share of the expected answers. */
    private static final double ENOUGH = 0.98;

    private CollectorBench() {}

    private static Map<String, String> collectors() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("Serial", "-XX:+UseSerialGC");
        all.put("Parallel", "-XX:+UseParallelGC");
        all.put("G1", "-XX:+UseG1GC");
        all.put("ZGC", "-XX:+UseZGC");
        return all;
    }

    /** All combinations, or one for a test. */
    public static Table run(Pace pace, int most, boolean one) throws IOException {
        int sessions = Math.min(most, (ScaleBench.files() - ScaleBench.FILES_OF_OUR_OWN) / 100 * 100);
        long millis = Math.max(1000, pace.window().toMillis() * pace.rounds() * 5);
        Table table = new Table("Collectors and heaps: " + sessions + " L610s, each asks once in a second");
        try (Child modem = Child.modem()) {
            for (Map.Entry<String, String> collector : COLLECTORS.entrySet()) {
                for (String heap : HEAPS) {
                    if (!one || table.rows().isEmpty()) {
                        measure(
                                table,
                                sessions,
                                collector,
                                heap,
                                List.of(
                                        "steady",
                                        "--sessions=" + sessions,
                                        "--port=" + modem.port(),
                                        "--warm-up="
                                                + pace.warmUp().multipliedBy(4).toMillis(),
                                        "--millis=" + millis));
                    }
                }
            }
        }
        return table;
    }

    private static void measure(
            Table table, int sessions, Map.Entry<String, String> collector, String heap, List<String> arguments) {
        String row = collector.getKey() + ", " + heap;
        try {
            String[] figures = Child.output(
                            List.of(collector.getValue(), "-Xms" + heap, "-Xmx" + heap),
                            arguments.toArray(new String[0]))
                    .split(" ");
            for (int i = 0; i < COLUMNS.size(); i++) {
                table.put(row, COLUMNS.get(i), Double.parseDouble(figures[i]));
            }
            if (Double.parseDouble(figures[0]) < ENOUGH * sessions) {
                table.note("**Void**: " + row + ": the CPUs did not suffice for so many questions a second.");
            }
        } catch (IOException | NumberFormatException | IndexOutOfBoundsException fell) {
            table.note(row + ": the JVM did not get through.");
        }
    }

    /** Opens modules, sends their commands, and returns the figures of the columns. */
    public static String steady(int sessions, int port, Duration warmUp, Duration time) throws IOException {
        try (Steady all = new Steady(sessions, port)) {
            all.ask(warmUp);
            long cpu = cpu();
            long begin = System.nanoTime();
            long[] collected = collected();
            long[] latencies = all.ask(time);
            double seconds = (System.nanoTime() - begin) * 1e-9;
            cpu = cpu() - cpu;
            long[] after = collected();
            double a = 60 / seconds;
            return String.format(
                    Locale.ROOT,
                    "%.0f %.3f %.3f %.3f %.3f %.2f %.1f %.1f %.0f %.0f",
                    latencies.length / seconds,
                    quantile(latencies, 0.5) * MILLI,
                    quantile(latencies, 0.99) * MILLI,
                    quantile(latencies, 0.999) * MILLI,
                    quantile(latencies, 1) * MILLI,
                    cpu * 1e-3 / Math.max(1, latencies.length),
                    cpu * 1e-7 / seconds,
                    (after[0] - collected[0]) * a,
                    (after[1] - collected[1]) * a,
                    ScaleBench.resident() * 1e-6);
        }
    }

    private static long quantile(long[] sorted, double part) {
        return sorted.length == 0 ? 0 : sorted[(int) (part * (sorted.length - 1))];
    }

    private static long cpu() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getProcessCpuTime()
                : -1;
    }

    /** The count of collections, and their milliseconds. */
    private static long[] collected() {
        long[] both = new long[2];
        for (GarbageCollectorMXBean each : ManagementFactory.getGarbageCollectorMXBeans()) {
            both[0] += Math.max(0, each.getCollectionCount());
            both[1] += Math.max(0, each.getCollectionTime());
        }
        return both;
    }
}
