package io.atflux.test;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * Programs that tests talk to. Without one, its tests are skipped, and say how to get it; with {@code -Dpeers.required=true} they
 * fail.
 */
public final class Peers {

    private Peers() {}

    /** Finds a program on the PATH; skips or fails the calling test without it. */
    public static void require(String program, String howToGetIt) {
        if (isInstalled(program)) {
            return;
        }
        String missing = program + " is not installed, so this was not tested (" + howToGetIt + ")";
        if (Boolean.getBoolean("peers.required")) {
            Assertions.fail(missing);
        }
        System.out.println("SKIPPED: " + missing);
        Assumptions.abort(missing);
    }

    private static boolean isInstalled(String program) {
        for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
            if (Files.isExecutable(Path.of(folder, program))) {
                return true;
            }
        }
        return false;
    }
}
