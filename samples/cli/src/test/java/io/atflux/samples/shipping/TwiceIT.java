package io.atflux.samples.shipping;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Two builds of the same sources in folders with different names are identical byte for byte. Takes minutes. */
@EnabledIfSystemProperty(
        named = "shipping.twice",
        matches = "true",
        disabledReason = "takes minutes: -Dshipping.twice=true")
class TwiceIT {

    private static final List<String> PROJECTS =
            List.of("core", "transport-serial", "transport-tcp", "samples/virtual-modem");

    @TempDir
    private Path folder;

    @Test
    void twoBuildsAreTheSame() throws IOException {
        Path one = build(folder.resolve("one"));
        Path other = build(folder.resolve("another/folder"));
        SortedSet<String> jars = new TreeSet<>(made(one));
        assertThat(jars).isNotEmpty().isEqualTo(new TreeSet<>(made(other)));
        for (String jar : jars) {
            assertThat(Files.mismatch(one.resolve(jar), other.resolve(jar)))
                    .as(jar)
                    .isEqualTo(-1L);
            System.out.println("TWICE THE SAME: " + jar);
        }
    }

    private static Path build(Path copy) throws IOException {
        Maven.Run files = Maven.process(Library.ROOT, List.of("git", "ls-files"), Map.of());
        assertThat(files.status()).as(files.output()).isZero();
        for (String name : files.output().split("\n")) {
            Path file = Library.ROOT.resolve(name);
            if (Files.isRegularFile(file)) {
                Path target = copy.resolve(name);
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
        Maven.Run run = Maven.run(
                copy,
                "package",
                "-Pship",
                "-Dcyclonedx.skip=true",
                "-DskipTests",
                "-Dspotless.check.skip=true",
                "-pl",
                String.join(",", PROJECTS));
        assertThat(run.status()).as(run.output()).isZero();
        return copy;
    }

    private static List<String> made(Path copy) throws IOException {
        try (Stream<Path> files = Files.walk(copy)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .map(file -> copy.relativize(file).toString())
                    .filter(name -> name.contains("target"))
                    .toList();
        }
    }
}
