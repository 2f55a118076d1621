package io.atflux.outbox.internal;

import static io.atflux.outbox.internal.OutboxFiles.add;
import static io.atflux.outbox.internal.OutboxFiles.close;
import static io.atflux.outbox.internal.OutboxFiles.crash;
import static io.atflux.outbox.internal.OutboxFiles.drain;
import static io.atflux.outbox.internal.OutboxFiles.fill;
import static io.atflux.outbox.internal.OutboxFiles.get;
import static io.atflux.outbox.internal.OutboxFiles.queue;
import static io.atflux.outbox.internal.OutboxFiles.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.mqtt.MqttMessage;
import io.atflux.outbox.Outbox;
import io.atflux.outbox.OutboxEntry;
import io.atflux.outbox.OutboxException.Reason;
import io.atflux.outbox.OutboxMessage;
import io.atflux.outbox.OutboxOptions;
import io.atflux.outbox.OutboxQueue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The entries that outlive a process, and the exclusive access to the file. */
class CrashTest {

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("outbox.db");
    }

    private Outbox crashed() throws IOException {
        Path copy = folder.resolve("after.db");
        crash(file(), copy);
        return Outbox.sqlite(copy);
    }

    @Test
    void theHeadThatWasBeingWrittenComesBackAsPossiblySent() throws IOException {
        Outbox outbox = Outbox.sqlite(file());
        OutboxQueue queue = queue(outbox);
        add(queue, "1");
        OutboxEntry second = add(queue, "2");
        add(queue, "3");
        OutboxEntry taken = get(queue.next(get(queue.next()).entry())).entry();
        assertThat(taken.isPossiblySent()).isFalse();
        get(queue.endedConnection(taken));
        outbox.save("budget", "7").block();

        Outbox after = crashed();
        OutboxEntry head = get(queue(after).next()).entry();
        assertThat(head.id()).isEqualTo(second.id());
        assertThat(head.isPossiblySent()).isTrue();
        assertThat(head.attempts()).isEqualTo(2);
        assertThat(head.connectionsEnded()).isEqualTo(1);
        assertThat(head.firstSentAt()).isEqualTo(taken.firstSentAt());
        assertThat(head.accepted()).isEqualTo(second.accepted());
        assertThat(get(after.properties())).isEqualTo(Map.of("budget", "7"));
        assertThat(drain(queue(after))).containsExactly("2", "3");
        close(after);
        close(outbox);
    }

    @Test
    void whatWasRemovedStaysRemovedAndWhatWasGivenBackWasNotSent() throws IOException {
        Outbox outbox = Outbox.sqlite(file());
        OutboxQueue queue = queue(outbox);
        queue.remove(add(queue, "1")).block();
        add(queue, "2");
        get(queue.giveBack(get(queue.next()).entry()));

        Outbox after = crashed();
        OutboxEntry head = get(queue(after).next()).entry();
        assertThat(head.message().text()).isEqualTo("2");
        assertThat(head.isPossiblySent()).isFalse();
        close(after);
        close(outbox);
    }

    @Test
    void sequenceNumbersGoOn() {
        fill(file(), 3);
        Outbox outbox = Outbox.sqlite(file());
        assertThat(add(queue(outbox), "4").sequence()).isEqualTo(4);
        close(outbox);
    }

    @Test
    void whatComesFromTheFutureWasAcceptedNow() {
        AtomicReference<Instant> clock = new AtomicReference<>(Instant.parse("2026-11-28T10:00:00Z"));
        OutboxOptions options = OutboxOptions.builder().clock(clock::get).build();
        Outbox outbox = Outbox.sqlite(file(), options);
        get(queue(outbox)
                .enqueue(OutboxMessage.builder(MqttMessage.of("t", "1"))
                        .timeToLive(Duration.ofMinutes(1))
                        .build()));
        close(outbox);
        Instant longAgo = Instant.parse("2000-01-01T00:00:00Z");
        clock.set(longAgo);
        Outbox after = Outbox.sqlite(file(), options);
        assertThat(get(queue(after).depth()).oldest()).isEqualTo(longAgo);
        clock.set(longAgo.plusSeconds(60));
        assertThat(get(queue(after).expire())).hasSize(1);
        close(after);
    }

    @Test
    void filesAreForTheirOwnerAlone() throws IOException {
        Outbox outbox = Outbox.sqlite(file());
        add(queue(outbox), "1");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).hasSize(4).allSatisfy(file -> assertThat(
                            PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------"));
        }
        close(outbox);
    }

    @Test
    void anotherOutboxOfThisProcessIsRefused() throws IOException {
        Outbox outbox = Outbox.sqlite(file());
        add(queue(outbox), "1");
        refused(file(), Reason.IN_USE);
        Path link = Files.createSymbolicLink(folder.resolve("link.db"), file());
        refused(link, Reason.IN_USE);
        add(queue(outbox), "2");
        close(outbox);
        Outbox after = Outbox.sqlite(link);
        assertThat(drain(queue(after))).containsExactly("1", "2");
        close(after);
    }

    @Test
    void anotherProcessIsRefusedAndItsEndGivesTheFileFree() throws IOException, InterruptedException {
        Process child = OutboxChild.start(file(), "");
        assertThat(OutboxChild.until(child, "READY")).contains("READY");
        Outbox outbox = Outbox.sqlite(file());
        assertThat(refused(Outbox.sqlite(file()), Reason.IN_USE)).hasMessageContaining("another process");
        child.getOutputStream().close();
        child.waitFor();
        assertThat(drain(get(outbox.queue("child")))).containsExactly("of the child");
        close(outbox);
    }

    @Test
    void thisProcessKeepsAnotherOut() throws IOException {
        Outbox outbox = Outbox.sqlite(file());
        add(queue(outbox), "1");
        Process child = OutboxChild.start(file(), "");
        assertThat(OutboxChild.until(child, "FAILED")).last().asString().startsWith("FAILED IN_USE");
        close(outbox);
    }

    @Test
    void anotherProgramOfTheDatabaseIsKeptOutAsWell() {
        Outbox outbox = Outbox.sqlite(file());
        add(queue(outbox), "1");
        close(outbox);
        try (Sql shell = SqliteLibrary.open(file(), "?mode=rw")) {
            shell.run("BEGIN IMMEDIATE");
            refused(file(), Reason.IN_USE);
            shell.run("ROLLBACK");
        }
    }
}
