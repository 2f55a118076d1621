package io.atflux.samples.benchmarks.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A pseudo-terminal whose bytes socat carries to a TCP port of this machine. */
public final class Socat implements AutoCloseable {

    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Path folder;
    private final Path link;
    private final Process process;

    private Socat(Path folder, Path link, Process process) {
        this.folder = folder;
        this.link = link;
        this.process = process;
    }

    public static boolean isThere() {
        for (String folder : System.getenv().getOrDefault("PATH", "").split(":")) {
            if (Files.isExecutable(Path.of(folder, "socat"))) {
                return true;
            }
        }
        return false;
    }

    public static Socat start(int port) throws IOException {
        Path folder = Files.createTempDirectory("atflux-benchmark");
        Path link = folder.resolve("modem");
        // Without wait-slave, socat keeps the terminal open itself and never sees it closed.
        Process process = new ProcessBuilder(
                        "socat",
                        "-t0.1",
                        "PTY,wait-slave,pty-interval=0.01,link=" + link,
                        "TCP:127.0.0.1:" + port + ",nodelay")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        long end = System.nanoTime() + LIMIT_NANOS;
        while (!Files.exists(link, LinkOption.NOFOLLOW_LINKS)) {
            if (!process.isAlive() || System.nanoTime() - end > 0) {
                process.destroy();
                throw new IOException("socat made no pseudo-terminal");
            }
            Thread.onSpinWait();
        }
        return new Socat(folder, link, process);
    }

    /** The terminal, for a client of the serial port. */
    public Path device() throws IOException {
        return link.toRealPath();
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Files.deleteIfExists(link);
        Files.deleteIfExists(folder);
    }
}
