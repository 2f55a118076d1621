package io.atflux.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atflux.mqtt.MqttMessage;
import io.atflux.outbox.Outbox;
import io.atflux.outbox.OutboxEntry;
import io.atflux.outbox.OutboxException;
import io.atflux.outbox.OutboxException.Reason;
import io.atflux.outbox.OutboxMessage;
import io.atflux.outbox.OutboxQueue;
import io.atflux.outbox.OutboxStep;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import reactor.core.publisher.Mono;

/** The calls of each outbox's tests. */
final class OutboxCalls {

    /** A limit for a test that would hang. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private OutboxCalls() {}

    /** The returned value, or the error. */
    static <T> T get(Mono<T> mono) {
        return Objects.requireNonNull(mono.block(PATIENCE));
    }

    static OutboxQueue queue(Outbox outbox) {
        return get(outbox.queue("broker:1883 a"));
    }

    static OutboxEntry add(OutboxQueue queue, String text) {
        return get(queue.enqueue(MqttMessage.of("t", text))).entry();
    }

    static OutboxEntry add(OutboxQueue queue, String text, Duration timeToLive) {
        OutboxMessage message = OutboxMessage.builder(MqttMessage.of("t", text))
                .timeToLive(timeToLive)
                .build();
        return get(queue.enqueue(message)).entry();
    }

    static List<String> texts(List<OutboxEntry> entries) {
        return entries.stream().map(entry -> entry.message().text()).toList();
    }

    /** Takes all entries out, as a link does. */
    static List<String> drain(OutboxQueue queue) {
        List<String> all = new ArrayList<>();
        OutboxStep step = get(queue.next());
        while (step.hasEntry()) {
            all.add(step.entry().message().text());
            step = get(queue.next(step.entry()));
        }
        return all;
    }

    static void fails(Mono<?> mono, Reason reason) {
        assertThatThrownBy(() -> mono.block(PATIENCE))
                .isInstanceOfSatisfying(OutboxException.class, thrown -> assertThat(thrown.reason())
                        .isEqualTo(reason));
    }

    /** A clock that stands until a test moves it. */
    static final class Clock {

        private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-28T10:00:00Z"));

        Instant now() {
            return Objects.requireNonNull(now.get());
        }

        void pass(Duration time) {
            now.updateAndGet(before -> before.plus(time));
        }
    }
}
