package io.atflux.outbox.internal;

import static io.atflux.outbox.internal.OutboxFiles.PATIENCE;
import static io.atflux.outbox.internal.OutboxFiles.close;
import static io.atflux.outbox.internal.OutboxFiles.drain;
import static io.atflux.outbox.internal.OutboxFiles.fill;
import static io.atflux.outbox.internal.OutboxFiles.get;
import static io.atflux.outbox.internal.OutboxFiles.queue;
import static io.atflux.outbox.internal.OutboxFiles.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atflux.mqtt.MqttMessage;
import io.atflux.outbox.Outbox;
import io.atflux.outbox.OutboxEntry;
import io.atflux.outbox.OutboxException;
import io.atflux.outbox.OutboxException.Reason;
import io.atflux.outbox.OutboxOptions;
import io.atflux.outbox.OutboxQueue;
import io.atflux.outbox.OutboxStep;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

/** A full disk: the database's own size limit, and a small file system, which only root can mount. */
class FullDiskTest {

    private static final long SIZE = 2L << 20;

    @TempDir
    Path folder;

    private final AtomicReference<Instant> clock = new AtomicReference<>(Instant.parse("2026-11-28T10:00:00Z"));

    private void passASecond() {
        clock.updateAndGet(before -> before.plusSeconds(1));
    }

    private OutboxOptions.Builder options() {
        return OutboxOptions.builder().clock(clock::get);
    }

    private static Mono<OutboxStep> kilobyte(OutboxQueue queue, int number) {
        return queue.enqueue(MqttMessage.of("t", number + " " + "x".repeat(1000)));
    }

    /** Enqueues until the first refusal, and returns the number of accepted messages. */
    private static int acceptAll(OutboxQueue queue) {
        for (int i = 0; i < 10_000; i++) {
            OutboxException why = failure(kilobyte(queue, i));
            if (why != null) {
                assertThat(why.reason()).as(why.getMessage()).isEqualTo(Reason.DISK_FULL);
                return i;
            }
        }
        throw new AssertionError("never full");
    }

    private static @Nullable OutboxException failure(Mono<?> mono) {
        try {
            mono.block(PATIENCE);
            return null;
        } catch (OutboxException e) {
            return e;
        }
    }

    private static List<Integer> numbers(List<String> texts) {
        return texts.stream()
                .map(text -> Integer.valueOf(text.substring(0, text.indexOf(' '))))
                .toList();
    }

    private static List<Integer> upTo(int end) {
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < end; i++) {
            all.add(i);
        }
        return all;
    }

    @Test
    void aFullDatabaseRefusesKeepsAllAndGoesOnOnceThereIsRoom() {
        Outbox outbox = new SqliteOutbox(
                folder.resolve("o.db"), options().build(), new SqliteTuning("FULL", 20, 100), WriterThread.shared());
        OutboxQueue queue = queue(outbox);
        int accepted = acceptAll(queue);
        assertThat(accepted).isGreaterThan(50);
        assertThat(folder.resolve("o.db.ballast")).doesNotExist();
        assertThat(numbers(drain(queue))).isEqualTo(upTo(accepted));
        assertThat(failure(kilobyte(queue, 0)))
                .isNotNull()
                .extracting(OutboxException::reason)
                .isEqualTo(Reason.DISK_FULL);
        passASecond();
        assertThat(acceptAll(queue)).isGreaterThan(50);
        close(outbox);
    }

    @Test
    void oneThatHasNoRoomDoesNotFailTheOthersOfItsGroup() {
        ManualWriter writer = new ManualWriter();
        Outbox outbox = new SqliteOutbox(
                folder.resolve("o.db"), options().ballast(0).build(), new SqliteTuning("FULL", 20, 100), writer);
        OutboxQueue queue = writer.get(outbox.queue("x"));
        Mono<OutboxStep> small = writer.ask(queue.enqueue(MqttMessage.of("t", "small")));
        Mono<OutboxStep> large = writer.ask(queue.enqueue(MqttMessage.of("t", new byte[1 << 20])));
        Mono<OutboxStep> another = writer.ask(queue.enqueue(MqttMessage.of("t", "another")));
        writer.run();
        assertThat(get(small).entry().message().text()).isEqualTo("small");
        assertThat(get(another).entry().message().text()).isEqualTo("another");
        assertThatThrownBy(() -> large.block(PATIENCE))
                .isInstanceOfSatisfying(OutboxException.class, thrown -> assertThat(thrown.reason())
                        .isEqualTo(Reason.DISK_FULL));
        assertThat(writer.get(queue.depth()).count()).isEqualTo(2);
        writer.close(outbox);
    }

    @Test
    void onAFullFileSystemEntriesAreStillTakenAndRemoved() throws Exception {
        try (SmallFileSystem small = SmallFileSystem.mount(folder, SIZE, "")) {
            Outbox outbox =
                    Outbox.sqlite(small.path().resolve("o.db"), options().build());
            OutboxQueue queue = queue(outbox);
            int accepted = acceptAll(queue);
            assertThat(accepted).isGreaterThan(500);
            assertThat(small.path().resolve("o.db.ballast")).doesNotExist();
            assertThat(numbers(drain(queue))).isEqualTo(upTo(accepted));
            close(outbox);
        }
    }

    @Test
    void afterRoomWasMadeItAcceptsAgainAndHasItsBallast() throws Exception {
        try (SmallFileSystem small = SmallFileSystem.mount(folder, SIZE, "")) {
            Path other = small.path().resolve("other");
            Files.write(other, new byte[1 << 20]);
            Outbox outbox =
                    Outbox.sqlite(small.path().resolve("o.db"), options().build());
            OutboxQueue queue = queue(outbox);
            int accepted = acceptAll(queue);
            Files.delete(other);
            assertThat(failure(kilobyte(queue, 0))).isNotNull();
            passASecond();
            assertThat(failure(kilobyte(queue, accepted))).isNull();
            assertThat(small.path().resolve("o.db.ballast"))
                    .hasSize(OutboxOptions.defaults().ballast());
            assertThat(numbers(drain(queue))).isEqualTo(upTo(accepted + 1));
            close(outbox);
        }
    }

    @Test
    void aRemovalThatFindsNoRoomIsRememberedAndNeverGivenAgain() throws Exception {
        try (SmallFileSystem small = SmallFileSystem.mount(folder, SIZE, "")) {
            Path file = small.path().resolve("o.db");
            fill(file, 3);
            Files.delete(small.path().resolve("o.db.ballast"));
            Outbox outbox = Outbox.sqlite(file, options().ballast(0).build());
            OutboxQueue queue = queue(outbox);
            OutboxEntry head = get(queue.next()).entry();
            close(outbox);
            outbox = Outbox.sqlite(file, options().ballast(0).build());
            queue = queue(outbox);
            Path other = small.path().resolve("other");
            fillUp(other);
            assertThat(failure(queue.next(head)))
                    .isNotNull()
                    .extracting(OutboxException::reason)
                    .isEqualTo(Reason.DISK_FULL);
            assertThat(failure(queue.next())).isNotNull();
            Files.delete(other);
            assertThat(get(queue.next()).entry().message().text()).startsWith("1x");
            assertThat(get(queue.depth()).count()).isEqualTo(2);
            close(outbox);
        }
    }

    @Test
    void whereThereIsNoRoomAtAllThatIsWhatItSays() throws Exception {
        try (SmallFileSystem small = SmallFileSystem.mount(folder, SIZE, "")) {
            fillUp(small.path().resolve("other"));
            refused(small.path().resolve("o.db"), Reason.DISK_FULL);
            assertThat(small.path().resolve("o.db")).doesNotExist();
        }
    }

    private static void fillUp(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            while (true) {
                out.write(new byte[4096]);
            }
        } catch (IOException full) {
            assertThat(file).isNotEmptyFile();
        }
    }

    @Test
    void nothingHangsWhileTheDiskIsFull() throws Exception {
        try (SmallFileSystem small = SmallFileSystem.mount(folder, SIZE, "")) {
            Outbox outbox = Outbox.sqlite(
                    small.path().resolve("o.db"), options().ballast(0).build());
            OutboxQueue queue = queue(outbox);
            int accepted = acceptAll(queue);
            assertThat(get(queue.depth()).count()).isEqualTo(accepted);
            assertThat(get(outbox.owners())).hasSize(1);
            assertThat(failure(kilobyte(queue, 0))).isNotNull();
            outbox.close().block(Duration.ofSeconds(5));
        }
    }
}
