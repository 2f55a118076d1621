package io.atflux.samples.shipping;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The BOM has no parent and cannot use the build's properties, so the values in both must be equal. */
class BomTest {

    private static final Pattern VERSION = Pattern.compile("<([a-z-]+\\.version)>([^<]+)</");
    private static final Pattern PROJECT =
            Pattern.compile("<artifactId>atflux-[a-z]+</artifactId>\\s*<version>([^<]+)</version>");

    @Test
    void theBomNamesTheVersionsThatTheBuildUses() throws IOException {
        Map<String, String> ours = versions(Library.ROOT.resolve("pom.xml"));
        Map<String, String> bom = versions(Library.ROOT.resolve("core/bom/pom.xml"));
        assertThat(bom).hasSizeGreaterThanOrEqualTo(5);
        assertThat(ours).containsAllEntriesOf(bom);
    }

    @Test
    void theBomIsOfTheBuildsVersion() throws IOException {
        assertThat(version(Library.ROOT.resolve("core/bom/pom.xml")))
                .isEqualTo(version(Library.ROOT.resolve("pom.xml")))
                .isEqualTo(Library.VERSION);
    }

    @Test
    void theBomListsEachArtifactThatAUserMayDependOn() throws IOException {
        String bom = Files.readString(Library.ROOT.resolve("core/bom/pom.xml"));
        for (Library library : Library.values()) {
            assertThat(bom).contains("<artifactId>" + library.artifact() + "</artifactId>");
        }
        assertThat(bom).contains("<type>test-jar</type>", "<artifactId>atflux-samples-virtual-modem</artifactId>");
    }

    private static String version(Path pom) throws IOException {
        Matcher found = PROJECT.matcher(Files.readString(pom));
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    private static Map<String, String> versions(Path pom) throws IOException {
        Map<String, String> versions = new TreeMap<>();
        Matcher found = VERSION.matcher(Files.readString(pom));
        while (found.find()) {
            versions.put(found.group(1), found.group(2));
        }
        return versions;
    }
}
