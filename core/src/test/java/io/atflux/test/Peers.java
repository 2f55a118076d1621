package io.atflux.test;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * Programs that tests connect to. Without such a program its tests are skipped, and the message tells how to install
 * it; with {@code -Dpeers.required=true} they fail.
 */
public final class Peers {

    private static final List<String> DAEMONS = List.of("/usr/sbin", "/sbin");

    private Peers() {}

    /**
     * Finds a program; skips or fails the calling test without it.
     *
     * @return its path: on the PATH, or among the system's daemons, which are not on every user's PATH
     */
    public static Path require(String program, String howToGetIt) {
        Optional<Path> found = find(program);
        if (found.isEmpty()) {
            isMissing(program, howToGetIt);
        }
        return found.orElseThrow();
    }

    /** Skips or fails the calling test. */
    public static void isMissing(String program, String howToGetIt) {
        String missing = program + " is not installed, so this was not tested (" + howToGetIt + ")";
        if (Boolean.getBoolean("peers.required")) {
            Assertions.fail(missing);
        }
        System.out.println("SKIPPED: " + missing);
        Assumptions.abort(missing);
    }

    /** Starts a program and discards its output. */
    public static Process start(String... command) throws IOException {
        return new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Waits for a program that does not report when it is ready. */
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

    private static Optional<Path> find(String program) {
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.concat(Stream.of(path.split(File.pathSeparator)), DAEMONS.stream())
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
