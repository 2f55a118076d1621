package io.atflux.samples.shipping;

import io.atflux.test.Peers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Maven as a separate process, in the version that runs this build. */
final class Maven {

    /** The exit status of a run, and its output. */
    record Run(int status, String output) {}

    private static final long MINUTES = 15;

    private Maven() {}

    /** Offline; a build that lacks an artifact in the local repository is repeated once with the network. */
    static Run run(Path folder, String... arguments) throws IOException {
        List<String> offline = new ArrayList<>(List.of(arguments));
        offline.add("-o");
        Run run = process(folder, command(offline), Map.of());
        boolean missing = run.status() != 0 && run.output().contains("in offline mode");
        return missing ? process(folder, command(List.of(arguments)), Map.of()) : run;
    }

    static Run process(Path folder, List<String> command, Map<String, String> environment) throws IOException {
        Path log = Files.createTempFile("atflux", ".log");
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
            // The outer Maven's launcher sets these for its own process only.
            builder.environment().keySet().removeAll(List.of("MAVEN_OPTS", "MAVEN_ARGS", "MAVEN_CMD_LINE_ARGS"));
            builder.environment().putAll(environment);
            Process process = builder.start();
            try {
                if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                    throw new IOException(command + " has not ended: " + Files.readString(log));
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new IOException(stopped);
            } finally {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
            return new Run(process.exitValue(), Files.readString(log, StandardCharsets.UTF_8));
        } finally {
            Files.delete(log);
        }
    }

    private static List<String> command(List<String> arguments) {
        Path home = Path.of(System.getProperty("shipping.maven", "/no/maven"), "bin");
        String program = Stream.of("mvn", "mvn.cmd")
                .map(home::resolve)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseGet(() -> Peers.require("mvn", "apt-get install maven"))
                .toString();
        List<String> command = new ArrayList<>(List.of(program, "-B", "-ntp"));
        command.addAll(arguments);
        return command;
    }
}
