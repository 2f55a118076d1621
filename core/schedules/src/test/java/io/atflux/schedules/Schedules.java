package io.atflux.schedules;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import kotlin.Unit;
import org.pastalab.fray.core.TestRunner;
import org.pastalab.fray.core.command.Configuration;
import org.pastalab.fray.core.command.ExecutionInfo;
import org.pastalab.fray.core.command.LambdaExecutor;
import org.pastalab.fray.core.command.NetworkDelegateType;
import org.pastalab.fray.core.command.SystemTimeDelegateType;
import org.pastalab.fray.core.observers.TimelineCoverage;
import org.pastalab.fray.core.observers.TimelineCoverageType;
import org.pastalab.fray.core.randomness.ControlledRandom;
import org.pastalab.fray.core.scheduler.POSScheduler;
import reactor.core.publisher.Hooks;

/**
 * Runs a body once in each of many schedules. One thread runs at a time; at each access to shared data, a random number
 * decides which thread goes on. So a seed stands for a schedule, and repeats it:
 * {@code -Dschedules.seed=4711 -Dschedules.count=1}.
 */
public final class Schedules {

    /** The body that must hold in each schedule: all threads that it starts must end, and none may throw anything. */
    public interface Body {

        /** Runs once, from its start to its end. */
        void run() throws Throwable;
    }

    private static final int NO_LIMIT = -1;
    private static final int MOST_SECONDS = 3_600;
    private static final PrintStream NOWHERE = new PrintStream(OutputStream.nullOutputStream());

    private static final Queue<Object> DROPPED = new ConcurrentLinkedQueue<>();

    static {
        Hooks.onErrorDropped(DROPPED::add);
        Hooks.onNextDropped(DROPPED::add);
    }

    private final Body body;
    private final String test;
    private final long first;
    private final int count;
    private long seed;
    private boolean seeded;

    private Schedules(Body body, long first, int count) {
        this.body = body;
        this.test = test(body);
        this.first = first;
        this.count = count;
        this.seed = first;
    }

    /** Tries as many schedules as the build requests, and fails with the first seed for which the body fails. */
    public static void each(Body body) {
        each(body, Integer.getInteger("schedules.count", 300));
    }

    static void each(Body body, int count) {
        new Schedules(body, Long.getLong("schedules.seed", 0), count).run();
    }

    private void run() {
        PrintStream out = System.out;
        // Fray clears the screen and prints its progress to this stream.
        System.setOut(NOWHERE);
        Configuration configuration;
        Throwable failure;
        try {
            configuration = configuration();
            failure = new TestRunner(configuration).run();
        } finally {
            System.setOut(out);
        }
        if (failure != null) {
            String which = seeded ? "seed " + (seed - 1) : "the first one, without a seed";
            throw new AssertionError("schedule: " + which + ", see " + reports() + "/fray.log: " + failure, failure);
        }
        TimelineCoverage orders = configuration.getTimelineCoverage();
        int different = orders == null ? 0 : orders.getCoverage();
        out.println(test + ": " + count + " schedules from seed " + first + ", " + different + " different ones");
        if (configuration.getCurrentIteration() <= count) {
            throw new AssertionError(
                    "only " + configuration.getCurrentIteration() + " schedules in " + MOST_SECONDS + " s");
        }
        if (count > 1 && different < 2) {
            throw new AssertionError("all " + count + " schedules were the same: is this Fray's JVM?");
        }
    }

    private Path reports() {
        return Path.of(System.getProperty("schedules.reports", "target/fray/reports"), test);
    }

    /** The test's name: the outermost call from its class. */
    private static String test(Body body) {
        String type = body.getClass().getName().replaceFirst("\\$.*", "");
        String method = StackWalker.getInstance()
                .walk(frames -> frames.filter(frame -> frame.getClassName().equals(type))
                        .map(StackWalker.StackFrame::getMethodName)
                        .reduce(type, (inner, outer) -> outer));
        return type.replaceFirst(".*\\.", "") + "." + method;
    }

    private void once() throws Throwable {
        DROPPED.clear();
        body.run();
        Object lost = DROPPED.poll();
        if (lost != null) {
            throw new AssertionError("dropped: " + lost, lost instanceof Throwable thrown ? thrown : null);
        }
    }

    private Unit execute() {
        try {
            once();
        } catch (Throwable thrown) {
            Schedules.<RuntimeException>rethrow(thrown);
        }
        return Unit.INSTANCE;
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void rethrow(Throwable thrown) throws T {
        throw (T) thrown;
    }

    private ControlledRandom next() {
        seeded = true;
        return new ControlledRandom(new ArrayList<>(), new ArrayList<>(), new Random(seed++));
    }

    private Configuration configuration() {
        return new Configuration(
                new ExecutionInfo(new LambdaExecutor(this::execute), false, true, NO_LIMIT),
                reports(),
                // A first run loads and initialises the classes, so that a seed stands for the same schedule in any
                // order.
                count + 1,
                MOST_SECONDS,
                new POSScheduler(new ControlledRandom(new ArrayList<>(), new ArrayList<>(), new Random(0))),
                this::next,
                false,
                false,
                true,
                false,
                false,
                false,
                NetworkDelegateType.NONE,
                SystemTimeDelegateType.NONE,
                100_000,
                true,
                false,
                false,
                false,
                false,
                false,
                TimelineCoverageType.RESOURCE_ORDERING);
    }

    /** Starts a thread for each task, and waits until all have ended. */
    public static void together(Body... tasks) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (Body task : tasks) {
            Thread thread = new Thread(() -> {
                try {
                    task.run();
                } catch (Throwable thrown) {
                    Schedules.<RuntimeException>rethrow(thrown);
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
