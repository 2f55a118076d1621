package io.atflux.simulation;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs scripts by their seeds. */
public final class Simulation {

    private Simulation() {}

    /** The first failure of a range of seeds, null if there is none. */
    static @Nullable String run(long from, long seeds, Hazards hazards) {
        for (long seed = from; seed < from + seeds; seed++) {
            Script script = Generator.script(seed);
            String violation = attempt(script, hazards, null);
            if (violation != null) {
                return report(script, violation);
            }
        }
        return null;
    }

    /** {@link #run} for a separate class loader; only the violation, not the script. */
    public static @Nullable String firstViolation(long from, long seeds) {
        for (long seed = from; seed < from + seeds; seed++) {
            String violation = attempt(Generator.script(seed), new Hazards(), null);
            if (violation != null) {
                return "seed " + seed + ": " + violation;
            }
        }
        return null;
    }

    static @Nullable String attempt(Script script, Hazards hazards, @Nullable List<String> trace) {
        try {
            new World(script, hazards, trace).run();
            return null;
        } catch (Violation broken) {
            return String.valueOf(broken.getMessage());
        } catch (RuntimeException | LinkageError unexpected) {
            StackTraceElement[] stack = unexpected.getStackTrace();
            return unexpected + (stack.length == 0 ? "" : " at " + stack[0]);
        }
    }

    private static String report(Script script, String violation) {
        Script small = Shrinker.shrink(script, violation);
        List<String> trace = new ArrayList<>();
        String still = attempt(small, new Hazards(), trace);
        return "seed " + script.seed() + " breaks a promise: " + violation + "\nreplay: -Dsimulation.seed="
                + script.seed() + "\nshrunk, it says: " + still + "\n" + small + "\n" + String.join("\n", trace);
    }
}
