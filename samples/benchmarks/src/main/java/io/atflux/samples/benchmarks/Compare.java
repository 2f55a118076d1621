package io.atflux.samples.benchmarks;

import io.atflux.samples.benchmarks.measure.Spread;
import io.atflux.samples.benchmarks.measure.Table;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compares engines of different states of the source, each in separate JVMs, started in turns. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description = {
            "Runs the same benchmarks with several engines, each in a JVM of its own, in turns, and prints their medians side by side.",
            "What this program is started with (CPUs, JVM) goes for those as well."
        })
final class Compare implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--core",
            required = true,
            paramLabel = "JAR",
            description =
                    "An engine: core's jar, or several paths in one, put first on the class path. The first one is the base.")
    private List<String> cores = List.of();

    @Option(names = "--turns", description = "How many JVMs of each. Default: ${DEFAULT-VALUE}.")
    private int turns = 3;

    @Option(
            names = "--options",
            split = " ",
            description = "Options of the benchmarks: --options \"--quick --only engine\"")
    private List<String> options = List.of();

    @Option(names = "--jvm", split = " ", description = "Options of the JVMs.")
    private List<String> jvm = List.of();

    @Parameters(paramLabel = "NAME", arity = "1..*", description = "What to measure.")
    private List<String> names = List.of();

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        List<List<Table>> runs = new ArrayList<>();
        for (int turn = 0; turn < turns; turn++) {
            for (String core : cores) {
                out.println("<!-- turn " + (turn + 1) + ": " + core + " -->");
                runs.add(run(core));
            }
        }
        out.println(Environment.markdown());
        for (int i = 0; i < cores.size(); i++) {
            out.println("- engine " + (char) ('A' + i) + ": " + cores.get(i));
        }
        out.println();
        for (int i = 0; i < runs.get(0).size(); i++) {
            out.println(sideBySide(runs, i).markdown());
        }
        return 0;
    }

    private List<Table> run(String core) throws IOException, InterruptedException {
        Path json = Files.createTempFile("benchmarks", ".json");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvm);
        command.add("-cp");
        command.add(core + File.pathSeparator + System.getProperty("java.class.path"));
        command.add(Benchmarks.class.getName());
        command.addAll(options);
        command.add("--json=" + json);
        command.addAll(names);
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        if (process.waitFor() != 0) {
            throw new IOException("benchmarks with " + core + " ended with " + process.exitValue());
        }
        List<Table> tables = Json.read(json);
        Files.delete(json);
        return tables;
    }

    /**
     * One table of all runs: for each figure the medians of the runs, by engine, and their ratio to the first engine's.
     */
    private Table sideBySide(List<List<Table>> runs, int index) {
        String title = runs.get(0).get(index).title();
        Map<String, List<List<Double>>> figures = new LinkedHashMap<>();
        for (int run = 0; run < runs.size(); run++) {
            int engine = run % cores.size();
            runs.get(run)
                    .get(index)
                    .rows()
                    .forEach((row, columns) -> columns.forEach((column, figure) -> {
                        if (tells(row, column)) {
                            figures.computeIfAbsent(row + ": " + column, any -> empty())
                                    .get(engine)
                                    .add(figure.median());
                        }
                    }));
        }
        Table table = new Table(title);
        figures.forEach((name, each) -> {
            for (int engine = 0; engine < cores.size(); engine++) {
                table.put(name, String.valueOf((char) ('A' + engine)), Spread.of(each.get(engine)));
            }
            for (int engine = 1; engine < cores.size(); engine++) {
                table.put(name, (char) ('A' + engine) + " ÷ A", ratio(each.get(engine), each.get(0)));
            }
        });
        return table;
    }

    /** Of the contenders other than the engine, only the figures that show whether the run can be trusted. */
    private static boolean tells(String row, String column) {
        return !row.startsWith("raw")
                        && !row.startsWith("LineBased")
                        && !row.startsWith("the same")
                        && !row.startsWith("blocking")
                        && !row.startsWith("reactor-netty")
                || row.endsWith("again") && column.startsWith("÷");
    }

    private List<List<Double>> empty() {
        List<List<Double>> each = new ArrayList<>();
        cores.forEach(core -> each.add(new ArrayList<>()));
        return each;
    }

    private static Spread ratio(List<Double> figures, List<Double> base) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < Math.min(figures.size(), base.size()); i++) {
            // Two zeros are equal.
            ratios.add(figures.get(i).equals(base.get(i)) ? 1.0 : figures.get(i) / base.get(i));
        }
        return Spread.of(ratios);
    }
}
