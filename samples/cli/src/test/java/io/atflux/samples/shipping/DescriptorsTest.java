package io.atflux.samples.shipping;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The module descriptors match the packages and META-INF/services. */
class DescriptorsTest {

    @ParameterizedTest
    @EnumSource
    void everyPackageIsExportedButThoseNamedInternal(Library library) throws IOException {
        SortedSet<String> open = new TreeSet<>();
        for (Path source : library.sourceFiles()) {
            String name = library.packageOf(source);
            if (!List.of(name.split("\\.")).contains("internal")) {
                open.add(name);
            }
        }
        assertThat(library.api())
                .as("exports of %s/module-info.java", library.sources())
                .isEqualTo(open);
    }

    @ParameterizedTest
    @EnumSource
    void anInternalPackageIsExportedToModulesOfOursAlone(Library library) throws IOException {
        for (ModuleDescriptor.Exports exported : library.descriptor().exports()) {
            assertThat(exported.targets()).as(exported.toString()).allMatch(to -> to.startsWith("io.atflux."));
        }
    }

    @ParameterizedTest
    @EnumSource
    void theClassPathAndTheModulePathFindTheSameProviders(Library library) throws IOException {
        List<String> byModule = new ArrayList<>();
        library.descriptor().provides().forEach(provided -> provided.providers()
                .forEach(provider -> byModule.add(provided.service() + " " + provider)));
        assertThat(byModule).containsExactlyInAnyOrderElementsOf(byClassPath(library));
    }

    private static List<String> byClassPath(Library library) throws IOException {
        Path services = library.folder().resolve("src/main/resources/META-INF/services");
        List<String> found = new ArrayList<>();
        if (Files.isDirectory(services)) {
            try (Stream<Path> files = Files.list(services)) {
                for (Path file : files.toList()) {
                    for (String provider : Files.readAllLines(file)) {
                        found.add(file.getFileName() + " " + provider);
                    }
                }
            }
        }
        return found;
    }
}
