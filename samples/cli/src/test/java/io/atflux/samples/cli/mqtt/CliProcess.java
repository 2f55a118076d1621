package io.atflux.samples.cli.mqtt;

import io.atflux.samples.cli.Atflux;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The program in a separate process, with its signals, its environment and its pipes. */
public final class CliProcess implements AutoCloseable {

    private final Process process;
    private final BufferedReader out;
    private final Path err;

    private CliProcess(Process process, Path err) {
        this.process = process;
        this.out = process.inputReader(StandardCharsets.UTF_8);
        this.err = err;
    }

    /** Started by perl, because the test runner may ignore SIGINT, and a child process inherits that. */
    public static CliProcess start(Path folder, Map<String, String> environment, String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "perl",
                "-e",
                "$SIG{INT} = 'DEFAULT'; exec @ARGV",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // Not the configuration of the tests, which shows no wire log.
                "-Dlogback.configurationFile=logback.xml",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Atflux.class.getName()));
        command.addAll(List.of(args));
        Path err = folder.resolve("stderr");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectInput(new File("/dev/null")).redirectError(err.toFile());
        builder.environment().putAll(environment);
        return new CliProcess(builder.start(), err);
    }

    /** The next line of its output that contains this text. */
    public String line(String text) throws IOException {
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.contains(text)) {
                return line;
            }
        }
        throw new AssertionError("the output ended without " + text + "\n" + errors());
    }

    /** The rest of its output. */
    public List<String> rest() {
        return out.lines().toList();
    }

    /** Sends SIGINT, as Ctrl-C does. */
    public void interrupt() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-INT", "" + process.pid()).start().waitFor();
    }

    /** Closes the pipe, as a reader that needs no more output does. */
    public void closeOutput() throws IOException {
        out.close();
    }

    public int exit() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError("the program did not end");
        }
        return process.exitValue();
    }

    public String errors() throws IOException {
        return Files.readString(err);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
