package io.atflux.samples.benchmarks.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A JVM of the same program, on the same class path. It inherits the CPUs that this one may use. */
public final class Child implements AutoCloseable {

    private static final String MAIN = "io.atflux.samples.benchmarks.Benchmarks";

    private final Process process;
    private final int port;

    private Child(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** A modem, which ends with this JVM at the latest. */
    public static Child modem() throws IOException {
        Process process = start(List.of(), "modem");
        return new Child(process, Integer.parseInt(line(process)));
    }

    /** Returns the first line that a subcommand prints. */
    public static String output(List<String> jvm, String... arguments) throws IOException {
        Process process = start(jvm, arguments);
        try {
            return line(process);
        } finally {
            process.destroy();
        }
    }

    private static Process start(List<String> jvm, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvm);
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(MAIN);
        command.addAll(Arrays.asList(arguments));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static String line(Process process) throws IOException {
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        String line = out.readLine();
        if (line == null) {
            throw new IOException("the child process printed nothing");
        }
        return line;
    }

    public int port() {
        return port;
    }

    @Override
    public void close() {
        process.destroy();
    }
}
