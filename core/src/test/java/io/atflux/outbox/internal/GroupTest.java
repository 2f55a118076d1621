package io.atflux.outbox.internal;

import static io.atflux.outbox.internal.OutboxFiles.PATIENCE;
import static io.atflux.outbox.internal.OutboxFiles.get;
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
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Waiting requests are committed together, and fail separately. */
class GroupTest {

    private static final MqttMessage MESSAGE = MqttMessage.of("t", "x");

    @TempDir
    Path folder;

    private final ManualWriter writer = new ManualWriter();
    private final AtomicBoolean clockThrows = new AtomicBoolean();
    private Outbox outbox;
    private OutboxQueue queue;

    @BeforeEach
    void open() {
        OutboxOptions options = OutboxOptions.builder()
                .maxCount(4)
                .closeWithin(Duration.ofSeconds(3))
                .clock(this::now)
                .build();
        outbox = new SqliteOutbox(folder.resolve("o.db"), options, SqliteTuning.DEFAULT, writer);
        queue = writer.get(outbox.queue("x"));
    }

    private Instant now() {
        if (clockThrows.get()) {
            throw new IllegalStateException("a user's clock");
        }
        return Instant.parse("2026-11-28T10:00:00Z");
    }

    @AfterEach
    void close() {
        writer.close(outbox);
    }

    private static void fails(Mono<?> mono, Reason reason) {
        assertThatThrownBy(() -> mono.block(PATIENCE))
                .isInstanceOfSatisfying(OutboxException.class, thrown -> assertThat(thrown.reason())
                        .isEqualTo(reason));
    }

    @Test
    void theWriterIsCalledOnceForAllThatWait() {
        Mono<OutboxStep> one = writer.ask(queue.enqueue(MESSAGE));
        Mono<OutboxStep> two = writer.ask(queue.enqueue(MESSAGE));
        assertThat(writer.tasks()).isEqualTo(1);
        writer.run();
        assertThat(get(two).entry().sequence()).isEqualTo(get(one).entry().sequence() + 1);
    }

    @Test
    void aGroupIsCarriedOutInItsOrder() {
        Mono<OutboxStep> added = writer.ask(queue.enqueue(MESSAGE));
        Mono<OutboxStep> taken = writer.ask(queue.next());
        writer.run();
        assertThat(get(taken).entry().id()).isEqualTo(get(added).entry().id());
    }

    @Test
    void aStepThatIsRefusedFailsNoOther() {
        Mono<Void> refused = writer.ask(outbox.save("", "x"));
        Mono<OutboxStep> added = writer.ask(queue.enqueue(MESSAGE));
        writer.run();
        fails(refused, Reason.USAGE);
        assertThat(get(added).hasEntry()).isTrue();
        assertThat(writer.get(queue.depth()).count()).isEqualTo(1);
    }

    @Test
    void aClockThatThrowsFailsTheStepAndNothingElse() {
        clockThrows.set(true);
        Mono<OutboxStep> added = writer.ask(queue.enqueue(MESSAGE));
        Mono<Void> saved = writer.ask(outbox.save("a", "b"));
        writer.run();
        fails(added, Reason.OTHER);
        saved.block(PATIENCE);
        clockThrows.set(false);
        assertThat(writer.get(queue.depth()).count()).isZero();
        assertThat(writer.get(outbox.properties())).containsEntry("a", "b");
    }

    @Test
    void aMessageWhoseSenderIsGoneBeforeItsTurnIsNotAccepted() {
        Disposable gone = queue.enqueue(MESSAGE).subscribe();
        gone.dispose();
        writer.run();
        assertThat(writer.get(queue.depth()).count()).isZero();
    }

    @Test
    void aRemovalIsCarriedOutThoughNobodyWaitsForIt() {
        OutboxEntry entry = writer.get(queue.enqueue(MESSAGE)).entry();
        queue.remove(entry).subscribe().dispose();
        writer.run();
        assertThat(writer.get(queue.depth()).count()).isZero();
    }

    @Test
    void noMoreMayWaitThanGoIntoAGroup() {
        for (int i = 0; i < 1_000; i++) {
            writer.ask(queue.enqueue(MESSAGE));
        }
        fails(queue.enqueue(MESSAGE), Reason.FULL);
        Mono<OutboxStep> next = writer.ask(queue.next());
        writer.run();
        assertThat(get(next).hasEntry()).isTrue();
        assertThat(writer.get(queue.depth()).count()).isEqualTo(4);
    }

    @Test
    void whatWaitsAtTheCloseIsCarriedOut() {
        Mono<OutboxStep> added = writer.ask(queue.enqueue(MESSAGE));
        Mono<Void> closed = writer.ask(outbox.close());
        fails(queue.enqueue(MESSAGE), Reason.CLOSED);
        writer.run();
        closed.block(PATIENCE);
        assertThat(get(added).hasEntry()).isTrue();
    }

    @Test
    void closingEndsThoughTheDiskIsStuck() {
        StepVerifier.withVirtualTime(() -> outbox.close())
                .expectSubscription()
                .expectNoEvent(Duration.ofMillis(2_999))
                .thenAwait(Duration.ofMillis(1))
                .expectErrorSatisfies(thrown -> assertThat(thrown)
                        .isInstanceOfSatisfying(OutboxException.class, why -> assertThat(why.reason())
                                .isEqualTo(Reason.IO))
                        .hasMessageContaining("3 s"))
                .verify(PATIENCE);
    }
}
