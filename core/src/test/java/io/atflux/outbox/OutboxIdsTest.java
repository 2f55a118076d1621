package io.atflux.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atflux.mqtt.MqttMessage;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OutboxIdsTest {

    private static final MqttMessage MESSAGE = MqttMessage.of("t", "x");

    @Test
    void idsAreUuidsOfVersion7InTheOrderInWhichTheyWereMade() {
        List<String> ids = IntStream.range(0, 20_000)
                .mapToObj(i -> OutboxMessage.of(MESSAGE).id())
                .toList();
        assertThat(ids).doesNotHaveDuplicates().isSorted();
        assertThat(ids).allSatisfy(id -> {
            assertThat(UUID.fromString(id).version()).isEqualTo(7);
            assertThat(UUID.fromString(id).variant()).isEqualTo(2);
        });
    }

    @Test
    void anIdTellsItsTime() {
        long before = System.currentTimeMillis();
        long time = UUID.fromString(OutboxMessage.of(MESSAGE).id()).getMostSignificantBits() >>> 16;
        // Ids made faster than 4,096 a millisecond are ahead of the clock.
        assertThat(time).isBetween(before, before + 60_000);
    }

    @Test
    void aCopyHasTheSameIdAndAnotherMessageAnother() {
        OutboxMessage message = OutboxMessage.builder(MESSAGE)
                .timeToLive(Duration.ofNanos(1_500_000))
                .build();
        assertThat(message.mutate().build()).isEqualTo(message);
        assertThat(message.timeToLive()).isEqualTo(Duration.ofMillis(2));
        assertThat(OutboxMessage.of(MESSAGE).id()).isNotEqualTo(message.id());
    }

    @Test
    void whatCannotBeIsRefused() {
        OutboxMessage.Builder builder = OutboxMessage.builder(MESSAGE);
        assertThatThrownBy(() -> builder.id("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.id("x".repeat(201))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.timeToLive(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        OutboxOptions.Builder options = OutboxOptions.builder();
        assertThatThrownBy(() -> options.maxCount(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> options.maxBytes(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> options.ballast(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> options.closeWithin(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
    }
}
