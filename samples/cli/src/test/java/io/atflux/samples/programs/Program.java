package io.atflux.samples.programs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A running program: its output and its end, which also ends the programs that it started. */
final class Program implements AutoCloseable {

    static final Duration LIMIT = Duration.ofSeconds(30);

    private final List<String> command;
    private final Process process;
    private final StringBuilder printed = new StringBuilder();
    private boolean ended;

    private Program(List<String> command, Process process) {
        this.command = command;
        this.process = process;
    }

    /** Starts it in a folder, without input, and in English; its standard error is merged into its output. */
    static Program start(Path folder, Map<String, String> environment, List<String> command) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().putAll(environment);
        Program program = new Program(command, builder.start());
        program.process.getOutputStream().close();
        Thread reader = new Thread(program::read, command.get(0));
        reader.setDaemon(true);
        reader.start();
        return program;
    }

    private void read() {
        char[] buffer = new char[4096];
        try (Reader output = process.inputReader(StandardCharsets.UTF_8)) {
            for (int n = output.read(buffer); n >= 0; n = output.read(buffer)) {
                print(buffer, n);
            }
        } catch (IOException killed) {
            // This is the end of the output too.
        } finally {
            end();
        }
    }

    private synchronized void print(char[] buffer, int count) {
        printed.append(buffer, 0, count);
        notifyAll();
    }

    private synchronized void end() {
        ended = true;
        notifyAll();
    }

    /**
     * Waits until it prints this.
     *
     * @return the first group
     */
    synchronized String await(String regex) throws InterruptedException {
        Pattern pattern = Pattern.compile(regex);
        long end = System.nanoTime() + LIMIT.toNanos();
        while (true) {
            Matcher found = pattern.matcher(printed);
            if (found.find()) {
                return found.groupCount() == 0 ? found.group() : found.group(1);
            }
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (ended || left <= 0) {
                throw new AssertionError(
                        (ended ? "it ended" : LIMIT + " passed") + " without '" + regex + "': " + this);
            }
            wait(left);
        }
    }

    /** Waits for its end; zero means success. */
    int status() throws InterruptedException {
        assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS))
                .as("it does not end: %s", this)
                .isTrue();
        awaitLastWords();
        return process.exitValue();
    }

    private synchronized void awaitLastWords() throws InterruptedException {
        while (!ended) {
            wait();
        }
    }

    /** Its output so far. */
    synchronized String output() {
        return printed.toString();
    }

    @Override
    public synchronized String toString() {
        return String.join(" ", command) + "\n" + printed;
    }

    /** Returns when the program and all programs that it started have ended. */
    @Override
    public void close() {
        List<ProcessHandle> started = process.descendants().toList();
        process.destroyForcibly();
        started.forEach(ProcessHandle::destroyForcibly);
        process.onExit().orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS).join();
        started.forEach(each ->
                each.onExit().orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS).join());
    }
}
