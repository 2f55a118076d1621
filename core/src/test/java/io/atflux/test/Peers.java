package io.atflux.test;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
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

    /** Starts a program; what it says is thrown away. */
    public static Process start(String... command) throws IOException {
        return new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Waits for a program that does not say when it is ready. */
    public static void await(BooleanSupplier ready) throws IOException {
        long end = System.nanoTime() + TransportTck.LIMIT.toNanos();
        while (!ready.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IOException("a peer was not ready within " + TransportTck.LIMIT);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    /** Waits until a program that was told to end has ended. */
    public static void awaitEnd(Process process) {
        try {
            process.waitFor(TransportTck.LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
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
