package io.atflux.samples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The classes that a start of the program loads, and the launcher with its class archive. */
@Timeout(180)
class StartIT {

    private static final Path JAR = Path.of("target", "atflux.jar").toAbsolutePath();
    private static final Path LAUNCHER = Path.of("target", "atflux").toAbsolutePath();

    @TempDir
    private Path folder;

    private Path loaded;

    @BeforeEach
    void names() {
        loaded = folder.resolve("loaded");
    }

    @Test
    void aPlainSendLoadsNoConfiguredLoggingNoJsonAndNoBroker() throws Exception {
        try (FakeModem modem = FakeModem.agreeable()) {
            run(new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xlog:class+load:file=" + loaded,
                    "-jar",
                    JAR.toString(),
                    "send",
                    "--no-init",
                    modem.url(),
                    "AT"));
        }
        assertThat(Files.readString(loaded))
                .contains(" io.atflux.samples.cli.send.SendCommand ")
                .doesNotContain(" ch.qos.logback.")
                .doesNotContain(" org.xml.", " javax.xml.", " com.sun.org.apache.")
                .doesNotContain(" com.fasterxml.")
                .doesNotContain(" com.hivemq.", " org.bouncycastle.")
                .doesNotContain(" org.sqlite.", " java.sql.")
                .doesNotContain(" io.atflux.samples.cli.mqtt.", " io.atflux.samples.cli.modem.");
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void theLauncherMakesAnArchiveAndTheNextStartUsesIt() throws Exception {
        send(LAUNCHER, "now");

        assertThat(archives()).hasSize(1);
        assertThat(archived(send(LAUNCHER, "off"))).isFalse();
        assertThat(archived(send(LAUNCHER, "now"))).isTrue();
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aJarThatChangedHasAnArchiveOfItsOwnAndALinkLeadsToTheLauncher() throws Exception {
        Path installed = Files.createDirectory(folder.resolve("installed"));
        Path copy = Files.copy(JAR, installed.resolve("atflux.jar"));
        Path launcher = Files.copy(LAUNCHER, installed.resolve("atflux"));
        launcher.toFile().setExecutable(true);
        Path link = Files.createSymbolicLink(
                Files.createDirectory(folder.resolve("bin")).resolve("atflux"), Path.of("../installed/atflux"));
        send(link, "now");
        assertThat(archived(send(link, "now"))).isTrue();

        Files.setLastModifiedTime(copy, FileTime.from(Instant.parse("2026-01-02T03:04:05Z")));
        assertThat(archives()).hasSize(1);
        send(link, "now");
        assertThat(archives()).hasSize(2);
        assertThat(archived(send(link, "now"))).isTrue();
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aPathWithSpacesDoesNoHarm() throws Exception {
        Path installed = Files.createDirectory(folder.resolve("my programs"));
        Files.copy(JAR, installed.resolve("atflux.jar"));
        Path launcher = Files.copy(LAUNCHER, installed.resolve("atflux"));
        launcher.toFile().setExecutable(true);

        send(launcher, "now");
        send(launcher, "now");
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aFolderThatCannotBeMadeOrWrittenCostsNothingButTheArchive() throws Exception {
        Files.writeString(folder.resolve("cache"), "a file in the folder's place");
        assertThat(archived(send(LAUNCHER, "now"))).isFalse();

        Files.delete(folder.resolve("cache"));
        Files.createDirectory(
                folder.resolve("cache"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("r-xr-xr-x")));
        // Root may write nevertheless.
        send(LAUNCHER, "now");
    }

    private List<Path> archives() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("cache"))) {
            return files.filter(file -> file.toString().endsWith(".jsa")).toList();
        }
    }

    private boolean archived(Path log) throws IOException {
        return Files.readString(log)
                .lines()
                .anyMatch(line -> line.contains(" io.atflux.samples.cli.send.SendCommand ")
                        && line.contains("shared objects file"));
    }

    private Path send(Path launcher, String archive) throws Exception {
        Files.deleteIfExists(loaded);
        try (FakeModem modem = FakeModem.agreeable()) {
            ProcessBuilder builder = new ProcessBuilder(launcher.toString(), "send", "--no-init", modem.url());
            builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
            builder.environment().put("ATFLUX_ARCHIVE", archive);
            builder.environment().put("ATFLUX_CACHE", folder.resolve("cache").toString());
            builder.environment().put("ATFLUX_OPTS", "-Xlog:class+load:file=" + loaded);
            builder.environment().put("LC_ALL", "C");
            builder.redirectInput(
                    Files.writeString(folder.resolve("input"), "AT+X=\"ü€\"\n").toFile());
            assertThat(run(builder)).contains("> AT+X=\"ü€\"", "OK");
        }
        return loaded;
    }

    private String run(ProcessBuilder builder) throws Exception {
        Path errors = folder.resolve("errors");
        List<String> command = new ArrayList<>(builder.command());
        Process process = builder.redirectError(errors.toFile()).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue())
                .as("%s: %s%s", command, out, Files.readString(errors))
                .isZero();
        assertThat(Files.readString(errors)).isEmpty();
        return out;
    }
}
