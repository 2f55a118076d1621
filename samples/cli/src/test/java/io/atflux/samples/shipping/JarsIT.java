package io.atflux.samples.shipping;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The content of the jars that the build has just made. */
class JarsIT {

    private static final Path PROGRAM = Path.of("target", "atflux.jar");

    static Stream<Path> jars() {
        return Stream.of(
                Library.CORE.jar(""),
                Library.CORE.jar("-tests"),
                Library.SERIAL.jar(""),
                Library.TCP.jar(""),
                Library.ROOT.resolve(
                        "samples/virtual-modem/target/atflux-samples-virtual-modem-" + Library.VERSION + ".jar"),
                PROGRAM);
    }

    @ParameterizedTest
    @MethodSource("jars")
    void eachJarHasTheLicenceAndTheNotice(Path path) throws IOException {
        try (ZipFile jar = new ZipFile(path.toFile())) {
            assertThat(text(jar, "META-INF/LICENSE")).isEqualTo(Files.readString(Library.ROOT.resolve("LICENSE")));
            assertThat(text(jar, "META-INF/NOTICE")).contains("atflux", "The atflux authors");
        }
    }

    /** The fast half of a check for reproducible builds; the other half is {@link TwiceIT}. */
    @ParameterizedTest
    @MethodSource("jars")
    void noJarSaysWhenOrWhereItWasMade(Path path) throws IOException {
        Instant timestamp = Instant.parse(System.getProperty("shipping.timestamp", ""));
        try (ZipFile jar = new ZipFile(path.toFile())) {
            for (ZipEntry entry : Collections.list(jar.entries())) {
                boolean ours = path != PROGRAM || entry.getName().startsWith("io/atflux/");
                if (ours) {
                    assertThat(entry.getTimeLocal())
                            .as(entry.getName())
                            .isEqualTo(timestamp.atOffset(ZoneOffset.UTC).toLocalDateTime());
                    assertThat(text(jar, entry.getName()).contains(Library.ROOT.toString()))
                            .as(entry.getName() + " names " + Library.ROOT)
                            .isFalse();
                }
            }
        }
    }

    @Test
    void theTestKitIsOneAutomaticModule() throws IOException {
        try (JarFile jar = new JarFile(Library.CORE.jar("-tests").toFile())) {
            assertThat(jar.getManifest().getMainAttributes().getValue("Automatic-Module-Name"))
                    .isEqualTo("io.atflux.test");
            assertThat(classFolders(jar)).isNotEmpty().allMatch(folder -> folder.startsWith("io/atflux/test"));
        }
    }

    @Test
    void theProgramIsNoModule() throws IOException {
        try (ZipFile jar = new ZipFile(PROGRAM.toFile())) {
            assertThat(jar.getEntry("module-info.class")).isNull();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aLibraryHasItsDescriptorAndItsReachability(Library library) throws IOException {
        try (ZipFile jar = new ZipFile(library.jar("").toFile())) {
            assertThat(jar.getEntry("module-info.class")).isNotNull();
            assertThat(jar.getEntry(
                            "META-INF/native-image/io.atflux/" + library.artifact() + "/reachability-metadata.json"))
                    .isNotNull();
        }
    }

    /** Only the profile ship makes it, as the other two. */
    @ParameterizedTest
    @EnumSource
    void theJavadocHasEachPackageOfTheApiAndNoOther(Library library) throws IOException {
        try (ZipFile jar = shipped(library.jar("-javadoc"))) {
            List<String> pages = new ArrayList<>();
            String module = library.descriptor().name() + "/";
            Collections.list(jar.entries()).stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.startsWith(module) && name.endsWith("/package-summary.html"))
                    .map(name -> name.substring(module.length(), name.lastIndexOf('/'))
                            .replace('/', '.'))
                    .forEach(pages::add);
            assertThat(pages).containsExactlyInAnyOrderElementsOf(library.api());
        }
    }

    @ParameterizedTest
    @EnumSource
    void theSourcesAreThere(Library library) throws IOException {
        try (ZipFile jar = shipped(library.jar("-sources"))) {
            for (Path source : library.sourceFiles()) {
                String name = library.sources().relativize(source).toString().replace('\\', '/');
                assertThat(jar.getEntry(name)).as(name).isNotNull();
            }
            assertThat(jar.getEntry("META-INF/LICENSE")).isNotNull();
        }
    }

    @ParameterizedTest
    @EnumSource
    void theBillOfMaterialsNamesWhatALibraryBrings(Library library) throws IOException {
        Path bill = library.folder().resolve("target/bom.json");
        Ship.isThere(bill);
        assertThat(Files.readString(bill))
                .contains("\"CycloneDX\"", "pkg:maven/io.atflux/" + library.artifact(), "reactor-core", "Apache-2.0")
                .doesNotContain("junit", "assertj");
    }

    private static ZipFile shipped(Path jar) throws IOException {
        Ship.isThere(jar);
        return new ZipFile(jar.toFile());
    }

    private static List<String> classFolders(ZipFile jar) {
        return Collections.list(jar.entries()).stream()
                .map(ZipEntry::getName)
                .filter(name -> name.endsWith(".class"))
                .map(name -> name.substring(0, name.lastIndexOf('/')))
                .toList();
    }

    private static String text(ZipFile jar, String name) throws IOException {
        ZipEntry entry = jar.getEntry(name);
        assertThat(entry).as(name).isNotNull();
        return new String(jar.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
    }
}
