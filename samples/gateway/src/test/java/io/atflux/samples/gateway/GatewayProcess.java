package io.atflux.samples.gateway;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The gateway's jar in a separate process, on a free port. */
public final class GatewayProcess implements AutoCloseable {

    private static final Path JAR = Path.of("target/atflux-gateway.jar").toAbsolutePath();
    private static final Pattern ADDRESS = Pattern.compile("The fleet is at (http://127\\.0\\.0\\.1:\\d+)/");
    private static final long LIMIT = 60;

    private final Process process;
    private final String url;

    private GatewayProcess(Process process, String url) {
        this.process = process;
        this.url = url;
    }

    /** Starts it in a JVM that starts quickly, and waits until it says where it is. */
    public static GatewayProcess start(Path folder, String... arguments) throws IOException {
        return start(folder, "-XX:TieredStopAtLevel=1", List.of(arguments));
    }

    /** Starts it in a JVM with this option, and waits until it says where it is. */
    static GatewayProcess start(Path folder, String option, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                option,
                "-jar",
                JAR.toString(),
                "--server.port=0"));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        // Killed if it says nothing in time: the read below then ends.
        Thread watch = new Thread(() -> killUnlessTold(process), "gateway watch");
        watch.setDaemon(true);
        watch.start();
        BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
        StringBuilder all = new StringBuilder();
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            all.append(line).append('\n');
            Matcher found = ADDRESS.matcher(line);
            if (found.find()) {
                watch.interrupt();
                drain(said);
                return new GatewayProcess(process, found.group(1));
            }
        }
        throw new IOException("the gateway did not start:\n" + all);
    }

    private static void killUnlessTold(Process process) {
        try {
            process.waitFor(LIMIT, TimeUnit.SECONDS);
            process.destroyForcibly();
        } catch (InterruptedException told) {
            // It runs.
        }
    }

    private static void drain(BufferedReader said) {
        Thread drain = new Thread(() -> said.lines().forEach(line -> {}), "gateway output");
        drain.setDaemon(true);
        drain.start();
    }

    /** Without a slash at its end. */
    public String url() {
        return url;
    }

    Process process() {
        return process;
    }

    /** Asks it to end. @return its exit status */
    int stop() throws InterruptedException {
        process.destroy();
        return process.waitFor();
    }

    /** Gives it no chance to end. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
