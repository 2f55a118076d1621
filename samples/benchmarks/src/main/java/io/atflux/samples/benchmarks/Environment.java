package io.atflux.samples.benchmarks;

import io.atflux.AtClient;
import io.atflux.samples.benchmarks.measure.Loops;
import io.netty.util.Version;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** The environment that the figures depend on besides the engine. */
final class Environment {

    private Environment() {}

    static Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Java", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
        facts.put(
                "system",
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"));
        facts.put("processor", line(Path.of("/proc/cpuinfo"), "model name"));
        facts.put("processors of this JVM", "" + Runtime.getRuntime().availableProcessors());
        facts.put("CPUs allowed", line(Path.of("/proc/self/status"), "Cpus_allowed_list"));
        facts.put(
                "collector",
                ManagementFactory.getGarbageCollectorMXBeans().get(0).getName());
        facts.put("heap limit", Runtime.getRuntime().maxMemory() / 1_048_576 + " MiB");
        facts.put(
                "Netty",
                Version.identify()
                                .getOrDefault(
                                        "netty-transport",
                                        Version.identify().values().iterator().next())
                                .artifactVersion()
                        + ", " + Loops.kind());
        CodeSource core = AtClient.class.getProtectionDomain().getCodeSource();
        facts.put(
                "engine",
                core == null
                        ? "?"
                        : Path.of(core.getLocation().getPath()).getFileName().toString());
        return facts;
    }

    static String markdown() {
        StringBuilder text = new StringBuilder();
        facts().forEach((name, value) ->
                text.append("- ").append(name).append(": ").append(value).append('\n'));
        return text.toString();
    }

    private static String line(Path file, String name) {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("?");
        } catch (IOException noSuchFile) {
            return "?";
        }
    }
}
