package io.atflux.outbox.internal;

import io.atflux.mqtt.MqttMessage;
import io.atflux.outbox.Outbox;
import io.atflux.outbox.OutboxException;
import io.atflux.outbox.OutboxOptions;
import io.atflux.outbox.OutboxQueue;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A separate process that holds an outbox open until its standard input ends. */
final class OutboxChild {

    private OutboxChild() {}

    public static void main(String[] args) throws IOException {
        try {
            OutboxQueue queue = Outbox.sqlite(Path.of(args[0]), OutboxOptions.defaults())
                    .queue("child")
                    .block();
            if (queue != null) {
                queue.enqueue(MqttMessage.of("t", "of the child")).block();
            }
            System.out.println("OPEN");
            Path maps = Path.of("/proc/self/maps");
            if (Files.exists(maps)) {
                try (Stream<String> lines = Files.lines(maps)) {
                    lines.filter(line -> line.contains("sqlite")).forEach(line -> System.out.println("MAPPED " + line));
                }
            }
            System.out.println("READY");
            while (System.in.read() >= 0) {
                // Until the parent closes it.
            }
        } catch (OutboxException e) {
            System.out.println("FAILED " + e.reason() + " " + e.getMessage());
        }
        // Like a crash: nothing is closed.
        Runtime.getRuntime().halt(0);
    }

    /** Starts such a process; {@code without} names libraries that are left off its class path. */
    static Process start(Path file, String without, String... options) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:TieredStopAtLevel=1");
        command.addAll(List.of(options));
        command.add("-cp");
        command.add(classPath(without));
        command.add(OutboxChild.class.getName());
        command.add(file.toString());
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    static String classPath(String without) {
        return String.join(
                File.pathSeparator,
                Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                        .filter(entry -> without.isEmpty() || !entry.contains(without))
                        .toList());
    }

    /** Its output up to the line with this beginning, or to its end. */
    static List<String> until(Process child, String begin) throws IOException {
        List<String> said = new ArrayList<>();
        BufferedReader reader =
                new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8));
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            said.add(line);
            if (line.startsWith(begin)) {
                break;
            }
        }
        return said;
    }
}
