package io.atflux.test.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The rules for the public types of each module. They are the types of a list,
 * {@code src/test/resources/public-types.txt}, so that a new one is a decision; {@code -Datflux.public-types=write}
 * writes the list again.
 */
public interface PublicApiRules {

    /** Any class of the module. */
    Class<?> ofTheModule();

    /** Tests run in their module's folder. */
    Path LIST = Path.of("src", "test", "resources", "public-types.txt");

    @Test
    default void thePublicTypesAreThoseOfTheList() throws IOException {
        List<String> names = PublicApi.ofModules(ofTheModule()).names();
        if ("write".equals(System.getProperty("atflux.public-types"))) {
            Files.createDirectories(LIST.getParent());
            Files.write(LIST, names);
        }
        List<String> listed = Files.readAllLines(LIST);
        List<String> unlisted = new ArrayList<>(names);
        unlisted.removeAll(listed);
        List<String> gone = new ArrayList<>(listed);
        gone.removeAll(names);
        assertThat(unlisted)
                .as(
                        "public and not in %s: if users need it, add it there (one line each, sorted) and to docs/api.md;"
                                + " else make it package-private, or move it to a package called internal",
                        LIST)
                .isEmpty();
        assertThat(gone)
                .as("in %s and not public any more: take it out there and in docs/api.md", LIST)
                .isEmpty();
        assertThat(listed).as("%s", LIST).isSorted().doesNotHaveDuplicates();
    }

    @Test
    default void noPublicSignatureMentionsAnInternalType() {
        assertThat(PublicApi.ofModules(ofTheModule()).leaks()).isEmpty();
    }

    @Test
    default void noTwoPublicTypesHaveOneName() {
        assertThat(PublicApi.ofModules(ofTheModule()).sharedNames()).isEmpty();
    }
}
