package io.atflux.samples.benchmarks.command;

import com.sun.management.UnixOperatingSystemMXBean;
import io.atflux.samples.benchmarks.measure.Duel;
import io.atflux.samples.benchmarks.measure.Duel.Shown;
import io.atflux.samples.benchmarks.measure.Duel.Worker;
import io.atflux.samples.benchmarks.measure.Pace;
import io.atflux.samples.benchmarks.measure.Spread;
import io.atflux.samples.benchmarks.measure.Table;
import io.atflux.samples.benchmarks.process.Child;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.OperatingSystemMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Many sessions with little load, or none. The modem is a separate process. */
public final class ScaleBench {

    private static final int MOST = 10_000;
    static final int FILES_OF_OUR_OWN = 1_000;
    private static final int WARM_UP = 200;
    private static final String BARE = "engine, session alone";
    private static final String HEAP = "heap, bytes a session";
    private static final String OUTSIDE = "outside the heap, bytes a session";

    private ScaleBench() {}

    private static LoopContender contender(String name) {
        return switch (name) {
            case Contenders.ENGINE -> new Engine(Engine.Question.TYPED, () -> client -> client);
            case BARE -> new Engine(Engine.Question.BARE, () -> client -> client);
            default -> new RawNetty(Wire.signal());
        };
    }

    /** Each session sends one command a second. CPU time is the client's alone. */
    public static Table paced(Pace pace, int most) throws IOException {
        // All contenders are open at once.
        int sessions = Math.min(most, (files() - FILES_OF_OUR_OWN) / 3 / 1000 * 1000);
        Pace longer = new Pace(pace.warmUp(), pace.window().multipliedBy(5), Math.max(2, pace.rounds() / 2));
        Table table = new Table("Paced: " + sessions + " sessions, each once in a second");
        Map<String, LoopContender> open = new LinkedHashMap<>();
        try (Child modem = Child.modem()) {
            Duel duel = new Duel(longer, false, Contenders.RAW);
            for (String name : List.of(Contenders.RAW, Contenders.CONTROL, Contenders.ENGINE)) {
                LoopContender contender = contender(name).open(sessions, modem.port());
                open.put(name, contender);
                duel.add(name, paced(contender, Math.max(1, sessions / 1000)));
            }
            Map<String, Shown> all = duel.run();
            all.forEach((name, shown) -> table.put(name, "client CPU, ns", shown.clientNanos())
                    .put(name, "rate ÷ raw", shown.ratio())
                    .put(name, "garbage, bytes", shown.garbage()));
            Shown control = all.get(Contenders.CONTROL);
            if (control != null) {
                Duel.judge(table, control);
            }
        } finally {
            open.values().forEach(Contender::close);
        }
        return table;
    }

    static int files() {
        OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
        return system instanceof UnixOperatingSystemMXBean unix
                ? (int) Math.min(1_000_000, unix.getMaxFileDescriptorCount())
                : 100_000;
    }

    private static Worker paced(LoopContender contender, int each) {
        return new Worker() {
            @Override
            public void go() {
                contender.goInTurns(each);
            }

            @Override
            public void halt() {
                contender.halt();
            }

            @Override
            public long done() {
                return contender.answers();
            }
        };
    }

    /** The memory of a session without load, in a separate JVM for each contender. */
    public static Table idle(int most) throws IOException {
        int sessions = Math.min(Math.min(most, MOST), files() - FILES_OF_OUR_OWN);
        Table table = new Table("Idle: " + sessions + " sessions");
        try (Child modem = Child.modem()) {
            for (String name : List.of(Contenders.RAW, BARE, Contenders.ENGINE)) {
                String[] figures = Child.output(
                                List.of("-Xms256m", "-Xmx256m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC"),
                                "hold",
                                "--sessions=" + sessions,
                                "--port=" + modem.port(),
                                name)
                        .split(" ");
                double heap = Double.parseDouble(figures[0]);
                double outside = Double.parseDouble(figures[1]);
                table.put(name, HEAP, heap).put(name, OUTSIDE, outside).put(name, "both", heap + outside);
            }
        }
        return table;
    }

    /**
     * Opens sessions, and prints the memory of each: {@code heap outside}. The heap must have its full size from the
     * start.
     */
    public static String hold(String name, int sessions, int port) throws IOException {
        LoopContender contender = contender(name).open(WARM_UP, port);
        contender.go();
        Pace.sleep(Pace.quick().warmUp());
        contender.halt();
        double heap = heap();
        double resident = resident();
        contender.open(sessions, port);
        heap = (heap() - heap) / sessions;
        resident = (resident() - resident) / sessions;
        contender.close();
        return heap + " " + resident;
    }

    /** From the start of a JVM to the first answer, and its CPU time until then; several JVMs, one after the other. */
    public static Table start(Pace pace) throws IOException {
        Table table = new Table("From the start of a JVM to the first answer");
        try (Child modem = Child.modem()) {
            for (String name : List.of(Contenders.RAW, BARE, Contenders.ENGINE)) {
                List<Double> wall = new ArrayList<>();
                List<Double> cpu = new ArrayList<>();
                for (int i = 0; i < Math.max(1, pace.rounds() / 2); i++) {
                    String[] figures = Child.output(List.of(), "first", "--port=" + modem.port(), name)
                            .split(" ");
                    wall.add(Double.parseDouble(figures[0]));
                    cpu.add(Double.parseDouble(figures[1]));
                }
                table.put(name, "ms", Spread.of(wall)).put(name, "CPU, ms", Spread.of(cpu));
            }
        }
        return table;
    }

    /** Sends one command, and prints the time since the start of this JVM: {@code milliseconds cpu-milliseconds}. */
    public static String first(String name, int port) {
        LoopContender contender = contender(name).open(1, port);
        contender.go();
        contender.halt();
        long cpu =
                ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                        ? system.getProcessCpuTime() / 1_000_000
                        : -1;
        long uptime = ManagementFactory.getRuntimeMXBean().getUptime();
        contender.close();
        return uptime + " " + cpu;
    }

    private static double heap() {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        for (int i = 0; i < 3; i++) {
            memory.gc();
        }
        return memory.getHeapMemoryUsage().getUsed();
    }

    static double resident() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToDouble(line -> 1024.0 * Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(Double.NaN);
    }
}
