package io.atflux.samples.benchmarks.micro;

import io.atflux.samples.benchmarks.measure.Pace;
import io.atflux.samples.benchmarks.measure.Spread;
import io.atflux.samples.benchmarks.measure.Table;
import java.util.Collection;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs this package's benchmarks. */
public final class MicroBench {

    private MicroBench() {}

    /** Parts but the decoder. They fit one state of the engine's source. */
    public static Table parts(Pace pace, int forks) throws RunnerException {
        return run("Parts by themselves (JMH)", "(Engine|Parts)Benchmark", pace, forks);
    }

    /** The decoder alone: its calls have not changed since the engine began, so that older states have this row. */
    public static Table decoder(Pace pace, int forks) throws RunnerException {
        return run("The decoder by itself (JMH)", DecoderBenchmark.class.getSimpleName(), pace, forks);
    }

    /**
     * @param classes of this package, as a regular expression
     * @param forks JVMs for each benchmark; 0 for this one
     */
    private static Table run(String title, String classes, Pace pace, int forks) throws RunnerException {
        TimeValue time = TimeValue.milliseconds(Math.min(1_000, pace.warmUp().toMillis()));
        int rounds = Math.max(1, Math.min(5, pace.rounds() / 2));
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(MicroBench.class.getPackageName().replace(".", "\\.") + "\\." + classes + "\\.")
                        .addProfiler(GCProfiler.class)
                        .addProfiler(CpuTime.class)
                        .forks(forks)
                        .jvmArgsAppend("-Djmh.executor=CUSTOM", "-Djmh.executor.class=" + LoopThreads.class.getName())
                        .warmupIterations(rounds)
                        .warmupTime(time)
                        .measurementIterations(rounds)
                        .measurementTime(time)
                        .timeout(TimeValue.seconds(60))
                        .verbosity(VerboseMode.SILENT)
                        .shouldFailOnError(true)
                        .build())
                .run();
        Table table = new Table(title);
        for (RunResult result : results) {
            String name = name(result.getParams());
            Result<?> score = result.getPrimaryResult();
            boolean isRate = result.getParams().getTimeUnit() == TimeUnit.MICROSECONDS;
            table.put(name, isRate ? "MB/s" : "ns", spread(score));
            double cpu = Objects.requireNonNull(result.getSecondaryResults().get(CpuTime.NAME))
                    .getScore();
            if (cpu > 0) {
                // The clock of CPU time ticks every 10 ms, so a very short run may show none.
                table.put(name, isRate ? "MB per CPU second" : "CPU, ns", isRate ? 1_000 / cpu : cpu);
            }
            Result<?> garbage = result.getSecondaryResults().get("gc.alloc.rate.norm");
            if (garbage != null) {
                table.put(name, isRate ? "garbage, bytes a byte" : "garbage, bytes", garbage.getScore());
            }
        }
        return table;
    }

    private static String name(BenchmarkParams params) {
        String[] parts = params.getBenchmark().split("\\.");
        String name = parts[parts.length - 2].replace("Benchmark", "") + "." + parts[parts.length - 1];
        return params.getParamsKeys().isEmpty()
                ? name
                : name + ", reads of "
                        + params.getParam(params.getParamsKeys().iterator().next());
    }

    private static Spread spread(Result<?> score) {
        return new Spread(
                score.getStatistics().getPercentile(50),
                score.getStatistics().getPercentile(25),
                score.getStatistics().getPercentile(75));
    }
}
