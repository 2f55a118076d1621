package io.atflux.samples.gateway.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.link.DeliveryOutcome;
import io.atflux.link.DeliveryReceipt;
import io.atflux.mqtt.MqttMessage;
import io.atflux.outbox.OutboxEntry;
import io.atflux.outbox.OutboxMessage;
import io.atflux.samples.gateway.Ready;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** One id, more than once: a fate is that of the message that was accepted last. */
class FatesTest {

    @TempDir
    Path folder;

    private Fates fates;

    @BeforeEach
    void open() {
        fates = new Fates(folder.resolve("fates"), 100);
        fates.open().block(Ready.LIMIT);
    }

    @AfterEach
    void close() {
        fates.destroy();
    }

    private void accepted(String modem, String topic, Instant at) {
        OutboxMessage message =
                OutboxMessage.builder(MqttMessage.of(topic, "x")).id("one").build();
        fates.accepted(modem, OutboxEntry.builder(modem, 1, message, at).build())
                .block(Ready.LIMIT);
    }

    private void ended(String modem, String topic, DeliveryOutcome outcome) {
        fates.ended(
                modem,
                DeliveryReceipt.builder(MqttMessage.of(topic, "x"), "one", outcome)
                        .attempts(1, Instant.now())
                        .build());
    }

    private @Nullable Fate fate(String modem) {
        return fates.find("one", modem).block(Ready.LIMIT);
    }

    @Test
    void anIdThatIsUsedAgainWaitsAgain() {
        accepted("a", "first", Instant.now());
        ended("a", "first", DeliveryOutcome.REJECTED);
        accepted("a", "second", Instant.now().plusSeconds(1));
        assertThat(fate("a")).returns("second", Fate::topic).matches(Fate::queued);
        ended("a", "second", DeliveryOutcome.CONFIRMED);
        assertThat(fate("a")).returns(DeliveryOutcome.CONFIRMED, Fate::outcome).returns("second", Fate::topic);
    }

    @Test
    void anIdOfOneModemIsAnotherModemsLater() {
        accepted("a", "of a", Instant.now());
        ended("a", "of a", DeliveryOutcome.CONFIRMED);
        accepted("b", "of b", Instant.now().plusSeconds(1));
        assertThat(fate("b")).returns("of b", Fate::topic).matches(Fate::queued);
        ended("b", "of b", DeliveryOutcome.REJECTED);
        assertThat(fate("b")).returns(DeliveryOutcome.REJECTED, Fate::outcome);
        assertThat(fate("a")).isNull();
    }

    @Test
    void anEndThatComesBeforeTheAcceptanceIsKept() {
        Instant at = Instant.now();
        ended("a", "quick", DeliveryOutcome.CONFIRMED);
        accepted("a", "quick", at);
        assertThat(fate("a")).returns(DeliveryOutcome.CONFIRMED, Fate::outcome);
    }

    @Test
    void aMessageThatIsSentAgainWhileItWaitsHasOneFate() {
        Instant at = Instant.now();
        accepted("a", "t", at);
        accepted("a", "t", at);
        assertThat(fate("a")).matches(Fate::queued).returns(at.toEpochMilli(), f -> f.acceptedAt()
                .toEpochMilli());
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void nobodyElseReadsTheFile() throws Exception {
        accepted("a", "t", Instant.now());
        for (String file : new String[] {"fates", "fates-wal"}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(file))))
                    .as(file)
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void manyEndsDoNotFillTheDisk() throws Exception {
        for (int i = 0; i < 500; i++) {
            accepted("a", "t", Instant.ofEpochMilli(i));
        }
        assertThat(Files.size(folder.resolve("fates-wal"))).isLessThan(600_000);
    }
}
