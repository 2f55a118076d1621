package io.atflux.outbox.internal;

import static io.atflux.outbox.internal.OutboxFiles.add;
import static io.atflux.outbox.internal.OutboxFiles.bytes;
import static io.atflux.outbox.internal.OutboxFiles.close;
import static io.atflux.outbox.internal.OutboxFiles.crash;
import static io.atflux.outbox.internal.OutboxFiles.drain;
import static io.atflux.outbox.internal.OutboxFiles.fill;
import static io.atflux.outbox.internal.OutboxFiles.queue;
import static io.atflux.outbox.internal.OutboxFiles.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.outbox.Outbox;
import io.atflux.outbox.OutboxException.Reason;
import io.atflux.outbox.OutboxQueue;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that is no outbox of ours, or an incomplete one, is refused and left unchanged, byte for byte. */
class RefusedFilesTest {

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("outbox.db");
    }

    private void isRefusedAndLeft(Reason reason) throws IOException {
        SortedMap<String, String> before = bytes(folder);
        refused(file(), reason);
        assertThat(bytes(folder)).isEqualTo(before);
    }

    private static void write(Path file, long at, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(bytes), at);
        }
    }

    private static void cut(Path file, long size) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(size);
        }
    }

    private void change(String statement) {
        try (Sql sql = SqliteLibrary.open(file(), "?mode=rw")) {
            sql.run(statement);
        }
    }

    @Test
    void aFileCutShort() throws IOException {
        fill(file(), 300);
        cut(file(), Files.size(file()) / 2);
        isRefusedAndLeft(Reason.CORRUPT);
    }

    @Test
    void aFileCutShortWithALogThatACrashLeft() throws IOException {
        fill(file(), 300);
        Path crashed = Files.createDirectory(folder.resolve("crashed")).resolve("outbox.db");
        Outbox outbox = Outbox.sqlite(file());
        OutboxQueue queue = queue(outbox);
        add(queue, "in the log");
        crash(file(), crashed);
        close(outbox);
        assertThat(OwnFiles.beside(crashed, "-wal")).isNotEmptyFile();
        cut(crashed, Files.size(crashed) / 2);
        SortedMap<String, String> before = bytes(folder.resolve("crashed"));
        refused(crashed, Reason.CORRUPT);
        assertThat(bytes(folder.resolve("crashed"))).isEqualTo(before);
    }

    @Test
    void aDamagedPage() throws IOException {
        fill(file(), 300);
        write(file(), 4096 * 20, new byte[4096]);
        isRefusedAndLeft(Reason.CORRUPT);
    }

    @Test
    void aFileOfALaterVersion() throws IOException {
        fill(file(), 3);
        change("PRAGMA user_version=2");
        isRefusedAndLeft(Reason.NEWER);
    }

    /** Opened for writing, the file would get the pages of its log, and lose the log, when it is closed. */
    @Test
    void aFileOfALaterVersionWithALogThatACrashLeft() throws IOException {
        fill(file(), 3);
        Path crashed = Files.createDirectory(folder.resolve("crashed")).resolve("outbox.db");
        try (Sql sql = SqliteLibrary.open(file(), "?mode=rw")) {
            SqliteTuning.DEFAULT.apply(sql);
            sql.run("PRAGMA user_version=2");
            crash(file(), crashed);
        }
        assertThat(OwnFiles.beside(crashed, "-wal")).isNotEmptyFile();
        SortedMap<String, String> before = bytes(folder.resolve("crashed"));
        refused(crashed, Reason.NEWER);
        assertThat(bytes(folder.resolve("crashed"))).isEqualTo(before);
    }

    @Test
    void aFileOfALaterFormatOfTheDatabase() throws IOException {
        fill(file(), 3);
        write(file(), 18, new byte[] {9, 9});
        isRefusedAndLeft(Reason.NOT_A_DATABASE);
    }

    @Test
    void aDatabaseOfAnotherProgram() throws IOException {
        Files.createFile(file());
        change("CREATE TABLE entry(a)");
        isRefusedAndLeft(Reason.NOT_A_DATABASE);
    }

    @Test
    void aFileThatIsNoDatabase() throws IOException {
        Files.writeString(file(), "topic=payload\n".repeat(100));
        isRefusedAndLeft(Reason.NOT_A_DATABASE);
    }

    @Test
    void aFolder() throws IOException {
        Files.createDirectory(file());
        refused(file(), Reason.NOT_A_DATABASE);
    }

    @Test
    void aFileInAFolderThatIsNotThere() {
        assertThat(refused(folder.resolve("missing/outbox.db"), Reason.IO)).hasMessageContaining("missing");
    }

    @Test
    void anEmptyFileIsANewOutbox() throws IOException {
        Files.createFile(file());
        fill(file(), 2);
        Outbox outbox = Outbox.sqlite(file());
        assertThat(drain(queue(outbox))).hasSize(2);
        close(outbox);
    }

    @Test
    void anEmptyFileWhoseLogIsNotEmptyLostItsBytes() throws IOException {
        Files.createFile(file());
        Files.write(OwnFiles.beside(file(), "-wal"), new byte[100]);
        isRefusedAndLeft(Reason.CORRUPT);
    }

    @Test
    void whatAnInterruptedCreationLeftIsReplaced() throws IOException {
        Files.write(OwnFiles.beside(file(), ".new"), new byte[5000]);
        Files.write(OwnFiles.beside(file(), ".new-journal"), new byte[5000]);
        fill(file(), 1);
        assertThat(OwnFiles.beside(file(), ".new")).doesNotExist();
    }

    @Test
    void aRefusedFileIsLookedAtAgainOnceItIsAnotherOne() throws IOException {
        Files.writeString(file(), "no database, and longer than a hundred bytes".repeat(10));
        refused(file(), Reason.NOT_A_DATABASE);
        Files.delete(file());
        fill(file(), 1);
    }
}
