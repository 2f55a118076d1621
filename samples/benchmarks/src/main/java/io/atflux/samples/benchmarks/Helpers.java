package io.atflux.samples.benchmarks;

import io.atflux.samples.benchmarks.command.CollectorBench;
import io.atflux.samples.benchmarks.command.ScaleBench;
import io.atflux.samples.benchmarks.modem.FastModem;
import java.io.IOException;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The subcommands that benchmarks start as separate processes. */
final class Helpers {

    private Helpers() {}

    /** A modem, which runs until its standard input ends. */
    @Command(name = "modem", hidden = true)
    static final class Modem implements Runnable {

        @Override
        public void run() {
            try (FastModem modem = FastModem.start()) {
                System.out.println(modem.port());
                int next = System.in.read();
                while (next >= 0) {
                    next = System.in.read();
                }
            } catch (IOException ended) {
                // An error counts as the end of the input.
                return;
            }
        }
    }

    /** Idle sessions. */
    @Command(name = "hold", hidden = true)
    static final class Hold implements Runnable {

        @Option(names = "--sessions", required = true)
        private int sessions;

        @Option(names = "--port", required = true)
        private int port;

        @Parameters
        private String contender = "";

        @Override
        public void run() {
            try {
                System.out.println(ScaleBench.hold(contender, sessions, port));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** One command, the first that a JVM runs. */
    @Command(name = "first", hidden = true)
    static final class First implements Runnable {

        @Option(names = "--port", required = true)
        private int port;

        @Parameters
        private String contender = "";

        @Override
        public void run() {
            System.out.println(ScaleBench.first(contender, port));
        }
    }

    /** Modules that each send one command a second. */
    @Command(name = "steady", hidden = true)
    static final class Steady implements Runnable {

        @Option(names = "--sessions", required = true)
        private int sessions;

        @Option(names = "--port", required = true)
        private int port;

        @Option(names = "--warm-up", required = true)
        private long warmUp;

        @Option(names = "--millis", required = true)
        private long millis;

        @Override
        public void run() {
            try {
                System.out.println(
                        CollectorBench.steady(sessions, port, Duration.ofMillis(warmUp), Duration.ofMillis(millis)));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
