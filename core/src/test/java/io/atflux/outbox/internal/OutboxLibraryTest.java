package io.atflux.outbox.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.outbox.Outbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The database library and its native part, each in a separate process, which loads it for the first time. */
class OutboxLibraryTest {

    @TempDir
    Path folder;

    private List<String> said(String without, String... options) throws IOException {
        Process child = OutboxChild.start(folder.resolve("o.db"), without, options);
        List<String> said = OutboxChild.until(child, "READY");
        child.getOutputStream().close();
        return said;
    }

    @Test
    void theNativePartIsInAFolderOfOurOwnThatIsGoneAfterwards() throws IOException {
        Path temporary = Files.createDirectory(folder.resolve("tmp"));
        assertThat(said("", "-Djava.io.tmpdir=" + temporary)).contains("READY").anySatisfy(line -> assertThat(line)
                .startsWith("MAPPED ")
                .containsPattern(temporary + "/atflux-sqlite-\\d+/sqlite-.* \\(deleted\\)"));
        try (Stream<Path> left = Files.walk(temporary)) {
            assertThat(left.filter(Files::isRegularFile)).isEmpty();
        }
    }

    @Test
    void theLibrarysOwnPropertyNamesTheFolder() throws IOException {
        Path temporary = Files.createDirectory(folder.resolve("tmp"));
        assertThat(said("", "-Dorg.sqlite.tmpdir=" + temporary))
                .anySatisfy(line -> assertThat(line).startsWith("MAPPED ").contains(temporary + "/atflux-sqlite-"));
    }

    @Test
    void aFolderThatIsNotThereIsNamed() throws IOException {
        assertThat(said("", "-Dorg.sqlite.tmpdir=/nowhere"))
                .last()
                .asString()
                .startsWith("FAILED NATIVE_LIBRARY")
                .contains("/nowhere", "does not exist", "-Dorg.sqlite.tmpdir=");
    }

    @Test
    void aFileSystemWithoutProgramsIsNamedWithItsCure() throws Exception {
        try (SmallFileSystem small = SmallFileSystem.mount(folder, 32L << 20, "noexec")) {
            assertThat(said("", "-Djava.io.tmpdir=" + small.path()))
                    .last()
                    .asString()
                    .startsWith("FAILED NATIVE_LIBRARY")
                    .contains(small.path().toString(), "noexec?", "-Dorg.sqlite.tmpdir=", "failed to map");
        }
    }

    @Test
    void aMissingLibraryIsNamed() throws IOException {
        assertThat(said("sqlite-jdbc"))
                .last()
                .asString()
                .startsWith("FAILED LIBRARY_MISSING")
                .contains("org.xerial:sqlite-jdbc");
    }

    @Test
    void makingAnOutboxTouchesNothing() throws IOException {
        Outbox outbox = Outbox.sqlite(folder.resolve("o.db"));
        OutboxFiles.close(outbox);
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }
}
