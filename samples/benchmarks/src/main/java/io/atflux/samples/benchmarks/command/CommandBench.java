package io.atflux.samples.benchmarks.command;

import io.atflux.samples.benchmarks.command.Contenders.Opening;
import io.atflux.samples.benchmarks.measure.Duel;
import io.atflux.samples.benchmarks.measure.Duel.Shown;
import io.atflux.samples.benchmarks.measure.Pace;
import io.atflux.samples.benchmarks.measure.Table;
import io.atflux.samples.benchmarks.modem.FastModem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Commands at the rate at which they are answered: {@code AT+CSQ} on each of many lines, one after the other. */
public final class CommandBench {

    private CommandBench() {}

    /**
     * Compares the engine with others.
     *
     * @param wanted selects contenders; the references are always included
     */
    public static Table sideBySide(int sessions, Pace pace, Predicate<String> wanted) {
        Table table = new Table("AT+CSQ, " + sessions + (sessions == 1 ? " session" : " sessions"));
        Map<String, Opening> all = Contenders.sideBySide();
        all.keySet()
                .removeIf(
                        name -> !name.equals(Contenders.RAW) && !name.equals(Contenders.CONTROL) && !wanted.test(name));
        Map<String, Shown> shown = run(all, sessions, pace, Contenders.RAW);
        fill(table, shown, "÷ raw");
        control(table, shown.get(Contenders.CONTROL));
        return table;
    }

    /** Compares other uses of the engine, and observers, with the engine itself. */
    public static Table watched(int sessions, Pace pace) {
        Table table = new Table("AT+CSQ, engine with and without observers, " + sessions + " sessions");
        List<AutoCloseable> toClose = new ArrayList<>();
        try {
            Map<String, Shown> shown = run(Contenders.watched(toClose), sessions, pace, Contenders.ENGINE);
            fill(table, shown, "÷ typed");
            control(table, shown.get("engine, typed, again"));
        } finally {
            toClose.forEach(CommandBench::close);
        }
        return table;
    }

    /** An inline publish of 64 bytes, one after the other. */
    public static Table publish(int sessions, Pace pace) {
        Table table = new Table("Inline publish of 64 bytes, " + sessions + (sessions == 1 ? " session" : " sessions"));
        Map<String, Shown> shown = run(Contenders.publishing(), sessions, pace, Contenders.RAW);
        fill(table, shown, "÷ raw");
        control(table, shown.get(Contenders.CONTROL));
        return table;
    }

    /** All sessions attach at once, repeatedly; each command is counted. */
    public static Table attach(int sessions, Pace pace) {
        Table table = new Table("Attach storm, " + sessions + " sessions");
        Map<String, Shown> shown = run(Contenders.attaching(), sessions, pace, Contenders.RAW);
        fill(table, shown, "÷ raw AT+CSQ");
        control(table, shown.get(Contenders.CONTROL));
        return table;
    }

    private static Map<String, Shown> run(Map<String, Opening> openings, int sessions, Pace pace, String reference) {
        Map<String, Contender> open = new LinkedHashMap<>();
        try (FastModem modem = FastModem.start()) {
            Duel duel = new Duel(pace, true, reference);
            openings.forEach((name, opening) -> {
                Contender contender = opening.open(sessions, modem.port());
                open.put(name, contender);
                duel.add(name, new CommandWorker(contender, modem));
            });
            return duel.run();
        } finally {
            open.values().forEach(Contender::close);
        }
    }

    private static void fill(Table table, Map<String, Shown> all, String ratio) {
        all.forEach((name, shown) -> {
            table.put(name, "commands per CPU second", shown.rate());
            table.put(name, ratio, shown.ratio());
            table.put(name, "client CPU, ns", shown.clientNanos());
            table.put(name, "garbage, bytes", shown.garbage());
            shown.counts().forEach((what, spread) -> table.put(name, what, spread.median()));
        });
    }

    private static void control(Table table, @Nullable Shown control) {
        if (control != null) {
            Duel.judge(table, control);
        }
    }

    private static void close(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
