package io.atflux.outside;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Many worlds: first seed, number of seeds, and {@code quiet} or {@code noise} to fix that. */
public final class Run {

    private Run() {}

    public static void main(String[] args) {
        long from = Long.parseLong(args[0]);
        long count = Long.parseLong(args[1]);
        String only = args.length > 2 ? args[2] : "";
        boolean full = args.length > 3;
        long commands = 0;
        long successes = 0;
        Map<String, Integer> rules = new TreeMap<>();
        Map<String, Integer> excused = new TreeMap<>();
        Map<String, Integer> events = new TreeMap<>();
        Map<String, List<Long>> back = new TreeMap<>();
        int missing = 0;
        int texts = 0;
        for (long seed = from; seed < from + count; seed++) {
            World w = new World(seed, only);
            w.traceMost = full ? Integer.MAX_VALUE : 60;
            try {
                w.run();
            } catch (Throwable t) {
                w.judge.breach("THROWN", t + " " + Arrays.toString(Arrays.copyOf(t.getStackTrace(), 8)));
            }
            if (full) {
                w.trace.forEach(System.out::println);
            }
            commands += w.requests.size();
            successes += w.callers.successes;
            for (String v : w.judge.violations) {
                String rule = v.substring(0, v.indexOf(' '));
                if (rules.merge(rule, 1, Integer::sum) <= 25) {
                    System.out.println("SEED " + seed + " " + v + "\n     presumed=" + w.presumed + " " + w.traits);
                }
            }
            w.judge.excused.forEach((k, n) -> excused.merge(k, n, Integer::sum));
            w.events.forEach((k, n) -> events.merge(k, n, Integer::sum));
            if (w.callers.firstCalmSuccess >= 0) {
                long took = w.callers.firstCalmSuccess - Math.max(w.calmSince, w.idleSince);
                back.computeIfAbsent(w.traits.takes + (w.traits.noise ? " after noise" : ""), k -> new ArrayList<>())
                        .add(took);
                long limit = w.traits.takes == Traits.Takes.ROWS || w.traits.takes == Traits.Takes.SOME_READS
                        ? 120_000
                        : 300_000;
                if (took > limit) {
                    System.out.println("SLOW " + seed + " " + took + " ms " + w.traits);
                }
            }
            if (w.callers.calmFailuresSince > 0) {
                rules.merge("(calm failures)", w.callers.calmFailuresSince, Integer::sum);
                if (rules.getOrDefault("(calm failures)", 0) < 40) {
                    System.out.println("CALM " + seed + " " + w.callers.calmFailuresSince + " " + w.callers.calmFailure
                            + "\n     " + w.traits);
                }
            }
            for (Notice n : w.notices.values()) {
                if (n.delivered
                        && n.catalogued
                        && !n.damaged
                        && n.received == 0
                        && w.calmSince >= 0
                        && n.at > Math.max(w.calmSince, w.callers.firstCalmSuccess) + 1_000
                        && w.callers.firstCalmSuccess > 0
                        && !w.over) {
                    if (n.isText) {
                        texts++;
                    } else {
                        missing++;
                    }
                }
            }
        }
        System.out.println("commands " + commands + " successes " + successes);
        System.out.println("violations " + rules);
        System.out.println("excused " + excused);
        System.out.println("events " + events);
        System.out.println("missing notices " + missing + " texts " + texts);
        back.forEach((k, list) -> {
            list.sort(null);
            System.out.println("back " + k + ": n=" + list.size() + " median " + list.get(list.size() / 2) + " p95 "
                    + list.get(list.size() * 95 / 100) + " max " + list.get(list.size() - 1) + " ms");
        });
    }
}
