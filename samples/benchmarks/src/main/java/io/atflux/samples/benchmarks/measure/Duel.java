package io.atflux.samples.benchmarks.measure;

import io.atflux.samples.benchmarks.measure.Meter.Side;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares contenders in one JVM. Each works alone in short windows, each next to a window of the reference. A ratio is
 * of such a pair, so that a slowdown of the machine affects both. A second reference among the contenders shows how far
 * the ratios can be trusted.
 */
public final class Duel {

    /** The largest accepted deviation of the second reference; beyond it a run is void. */
    public static final double TRUSTED = 0.03;

    /** Does work in a window. */
    public interface Worker {

        void go();

        /** Stops; returns when all work in flight has ended. */
        void halt();

        /** The number of completed operations since the beginning. */
        long done();

        /** Other counts since the beginning, by name. */
        default Map<String, Long> counts() {
            return Map.of();
        }
    }

    private final Pace pace;
    private final boolean modemCounts;
    private final String reference;
    private final Map<String, Worker> workers = new LinkedHashMap<>();

    /**
     * @param modemCounts whether the CPU time of the modem's thread is part of the cost
     * @param reference the contender whose windows are next to all others'
     */
    public Duel(Pace pace, boolean modemCounts, String reference) {
        this.pace = pace;
        this.modemCounts = modemCounts;
        this.reference = reference;
    }

    public Duel add(String name, Worker worker) {
        workers.put(name, worker);
        return this;
    }

    /** The figures of one contender's windows. */
    public static final class Shown {

        private final List<Double> rates = new ArrayList<>();
        private final List<Double> ratios = new ArrayList<>();
        private final List<Double> nanos = new ArrayList<>();
        private final List<Double> bytes = new ArrayList<>();
        private final List<Double> perSecond = new ArrayList<>();
        private final Map<String, List<Double>> counts = new LinkedHashMap<>();

        /** Operations per CPU second. */
        public Spread rate() {
            return Spread.of(rates);
        }

        /** The rate divided by the reference's in the adjacent window. */
        public Spread ratio() {
            return Spread.of(ratios);
        }

        /** CPU time of the client's threads per operation, ns. */
        public Spread clientNanos() {
            return Spread.of(nanos);
        }

        /** Operations per second of elapsed time. */
        public Spread perSecond() {
            return Spread.of(perSecond);
        }

        /** Bytes allocated by the client's threads per operation. */
        public Spread garbage() {
            return Spread.of(bytes);
        }

        /** Other counts per operation. */
        public Map<String, Spread> counts() {
            Map<String, Spread> spreads = new LinkedHashMap<>();
            counts.forEach((name, values) -> spreads.put(name, Spread.of(values)));
            return spreads;
        }
    }

    /** Adds a note to the table if the second reference shows that the ratios cannot be trusted. */
    public static void judge(Table table, Shown control) {
        double median = control.ratio().median();
        if (!(Math.abs(median - 1) <= TRUSTED)) {
            table.note("**Void**: the reference beside itself is at " + Table.number(median) + ", beyond 1.00 ± "
                    + TRUSTED + ".");
        }
    }

    /** Warms all contenders up, then runs them in turns. */
    public Map<String, Shown> run() {
        warmUp();
        Map<String, Shown> shown = new LinkedHashMap<>();
        workers.keySet().forEach(name -> shown.put(name, new Shown()));
        Worker base = workers.get(reference);
        Shown baseShown = shown.get(reference);
        if (base == null || baseShown == null) {
            throw new IllegalStateException("there is no " + reference);
        }
        for (int round = 0; round < pace.rounds(); round++) {
            for (Map.Entry<String, Worker> each : workers.entrySet()) {
                Shown own = shown.get(each.getKey());
                if (each.getValue() != base && own != null) {
                    boolean first = round % 2 == 0;
                    double before = first ? window(base, baseShown) : 0;
                    double rate = window(each.getValue(), own);
                    own.ratios.add(rate / (first ? before : window(base, baseShown)));
                }
            }
        }
        baseShown.ratios.add(1.0);
        if (baseShown.rates.isEmpty()) {
            window(base, baseShown);
        }
        return shown;
    }

    private void warmUp() {
        long slices = Math.max(1, pace.warmUp().toNanos() / pace.window().toNanos());
        for (long slice = 0; slice < slices; slice++) {
            for (Worker worker : workers.values()) {
                worker.go();
                pace.openWindow();
                worker.halt();
            }
        }
    }

    private double window(Worker worker, Shown shown) {
        long done = worker.done();
        Map<String, Long> counted = worker.counts();
        Meter meter = Meter.start();
        long begin = System.nanoTime();
        worker.go();
        pace.openWindow();
        worker.halt();
        double seconds = (System.nanoTime() - begin) * 1e-9;
        Usage usage = meter.end();
        Map<String, Long> counts = worker.counts();
        double each = Math.max(1, worker.done() - done);
        counts.forEach((name, value) -> shown.counts
                .computeIfAbsent(name, any -> new ArrayList<>())
                .add((value - counted.getOrDefault(name, 0L)) / each));
        double rate = each * 1e9 / (modemCounts ? usage.nanos() : usage.nanos(Side.CLIENT));
        shown.rates.add(rate);
        shown.perSecond.add(each / seconds);
        shown.nanos.add(usage.nanos(Side.CLIENT) / each);
        shown.bytes.add(usage.bytes(Side.CLIENT) / each);
        return rate;
    }
}
