package io.atflux.samples.benchmarks;

import io.atflux.samples.benchmarks.measure.Pace;
import io.atflux.samples.benchmarks.measure.Table;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The benchmarks program. */
@Command(
        name = "benchmarks",
        mixinStandardHelpOptions = true,
        description = {
            "Measures the cost of the engine, compared with others that do the same work, and prints tables in Markdown.",
            "Give it one CPU: taskset -c 1 java -jar benchmarks.jar"
        })
public final class Benchmarks implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "NAME",
            description = "What to measure; all by default: ${COMPLETION-CANDIDATES}",
            completionCandidates = Names.class)
    private List<String> names = new ArrayList<>();

    @Option(names = "--quick", description = "Few and short windows: first figures in a few minutes.")
    private boolean quick;

    @Option(names = "--smoke", description = "Shorter still: only checks that there are figures.")
    private boolean smoke;

    @Option(names = "--rounds", description = "How many windows of each contender.")
    private int rounds;

    @Option(
            names = "--sessions",
            split = ",",
            description = "For commands: how many sessions. Default: ${DEFAULT-VALUE}.")
    private List<Integer> sessions = List.of(1, 100, 1000);

    @Option(
            names = "--only",
            split = ",",
            description = "For commands: contenders whose names contain this; raw Netty is always included.")
    private List<String> only = List.of("");

    @Option(names = "--json", paramLabel = "FILE", description = "Also writes all figures to this file.")
    private @Nullable Path json;

    @Option(names = "--svg", paramLabel = "FILE", description = "Draws the cost of commands against sessions.")
    private @Nullable Path svg;

    private Benchmarks() {}

    public static void main(String[] args) {
        int status = run(new PrintWriter(System.out, true), args);
        System.exit(status);
    }

    /** Runs one command line; returns its exit status. */
    public static int run(PrintWriter out, String... args) {
        return new CommandLine(new Benchmarks())
                .addSubcommand(new Compare())
                .addSubcommand(new Helpers.Modem())
                .addSubcommand(new Helpers.Hold())
                .addSubcommand(new Helpers.First())
                .addSubcommand(new Helpers.Steady())
                .setOut(out)
                .execute(args);
    }

    private static final class Names extends ArrayList<String> {
        Names() {
            super(Suite.all().keySet());
        }
    }

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        Settings settings = new Settings(pace(), sessions, name -> only.stream().anyMatch(name::contains), smoke);
        List<Table> tables = new ArrayList<>();
        out.println(Environment.markdown());
        for (String name : chosen()) {
            List<Table> measured = Suite.bench(name).run(settings);
            measured.forEach(table -> out.println(table.markdown()));
            tables.addAll(measured);
        }
        if (json != null) {
            Json.write(json, tables);
        }
        if (svg != null) {
            Chart.write(svg, tables);
        }
        return 0;
    }

    private Pace pace() {
        Pace pace = smoke ? Pace.smoke() : quick ? Pace.quick() : Pace.full();
        return rounds > 0 ? pace.rounds(rounds) : pace;
    }

    private Set<String> chosen() {
        Set<String> known = Suite.all().keySet();
        for (String name : names) {
            if (!known.contains(name)) {
                throw new ParameterException(
                        spec.commandLine(),
                        "there is no benchmark " + name + ": " + String.join(", ", new TreeSet<>(known)));
            }
        }
        return names.isEmpty() ? known : new LinkedHashSet<>(names);
    }
}
