package io.atflux.test;

import static io.atflux.test.OutboxCalls.PATIENCE;
import static io.atflux.test.OutboxCalls.add;
import static io.atflux.test.OutboxCalls.drain;
import static io.atflux.test.OutboxCalls.fails;
import static io.atflux.test.OutboxCalls.get;
import static io.atflux.test.OutboxCalls.queue;
import static io.atflux.test.OutboxCalls.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.mqtt.MqttMessage;
import io.atflux.outbox.Outbox;
import io.atflux.outbox.OutboxEntry;
import io.atflux.outbox.OutboxException.Reason;
import io.atflux.outbox.OutboxMessage;
import io.atflux.outbox.OutboxOptions;
import io.atflux.outbox.OutboxQueue;
import io.atflux.outbox.OutboxStep;
import io.atflux.outbox.WhenFull;
import io.atflux.test.OutboxCalls.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The limits of an outbox and the expiry of entries: see {@link OutboxTck}. */
public interface OutboxLimitsTck {

    /** A new store without entries. The implementor closes it after the test. */
    Outbox open(OutboxOptions options);

    @Test
    default void atALimitOfEntriesAMessageIsRefused() {
        OutboxQueue queue = queue(open(OutboxOptions.builder().maxCount(2).build()));
        add(queue, "1");
        add(queue, "2");
        fails(queue.enqueue(MqttMessage.of("t", "3")), Reason.FULL);
        assertThat(drain(queue)).containsExactly("1", "2");
        assertThat(add(queue, "4").message().text()).isEqualTo("4");
    }

    @Test
    default void atALimitOfBytesAMessageIsRefused() {
        OutboxQueue queue = queue(open(OutboxOptions.builder().maxBytes(10).build()));
        add(queue, "12345");
        fails(queue.enqueue(MqttMessage.of("t", "1234")), Reason.FULL);
        add(queue, "123");
        assertThat(get(queue.depth()).bytes()).isEqualTo(10);
    }

    @Test
    default void theOldestAreDroppedAndNamedButNeverTheHead() {
        OutboxQueue queue = queue(open(OutboxOptions.builder()
                .maxCount(3)
                .whenFull(WhenFull.DROP_OLDEST)
                .build()));
        for (String text : List.of("1", "2", "3")) {
            add(queue, text);
        }
        OutboxEntry head = get(queue.next()).entry();
        OutboxStep step = get(queue.enqueue(MqttMessage.of("t", "4")));
        assertThat(texts(step.dropped())).containsExactly("2");
        assertThat(step.entry().message().text()).isEqualTo("4");
        assertThat(texts(get(queue.enqueue(MqttMessage.of("t", "5"))).dropped()))
                .containsExactly("3");
        queue.remove(head).block(PATIENCE);
        assertThat(drain(queue)).containsExactly("4", "5");
    }

    @Test
    default void asManyAreDroppedAsTheBytesNeed() {
        OutboxQueue queue = queue(open(OutboxOptions.builder()
                .maxBytes(12)
                .whenFull(WhenFull.DROP_OLDEST)
                .build()));
        for (String text : List.of("111", "222", "333")) {
            add(queue, text);
        }
        assertThat(texts(get(queue.enqueue(MqttMessage.of("t", "44444"))).dropped()))
                .containsExactly("111", "222");
        fails(queue.enqueue(MqttMessage.of("t", "more than all there is")), Reason.FULL);
        assertThat(drain(queue)).containsExactly("333", "44444");
    }

    @Test
    default void whereTheHeadIsAllThereIsNothingIsDropped() {
        OutboxQueue queue = queue(open(OutboxOptions.builder()
                .maxCount(1)
                .whenFull(WhenFull.DROP_OLDEST)
                .build()));
        add(queue, "1");
        get(queue.next());
        fails(queue.enqueue(MqttMessage.of("t", "2")), Reason.FULL);
        assertThat(get(queue.next()).entry().message().text()).isEqualTo("1");
    }

    @Test
    default void anotherOwnersEntriesAreNotDropped() {
        Outbox outbox = open(OutboxOptions.builder()
                .maxCount(2)
                .whenFull(WhenFull.DROP_OLDEST)
                .build());
        OutboxQueue other = get(outbox.queue("other"));
        add(other, "1");
        add(other, "2");
        fails(queue(outbox).enqueue(MqttMessage.of("t", "3")), Reason.FULL);
        assertThat(get(outbox.owners())).isEqualTo(Map.of("other", 2L));
    }

    @Test
    default void whatIsExpiredIsNotSentAndIsNamed() {
        Clock clock = new Clock();
        OutboxQueue queue = queue(open(OutboxOptions.builder().clock(clock::now).build()));
        add(queue, "short", Duration.ofSeconds(10));
        add(queue, "long", Duration.ofSeconds(20));
        add(queue, "for ever");
        clock.pass(Duration.ofSeconds(10));
        OutboxStep step = get(queue.next());
        assertThat(texts(step.expired())).containsExactly("short");
        assertThat(step.entry().message().text()).isEqualTo("long");
        clock.pass(Duration.ofDays(1));
        assertThat(get(queue.next()).entry().message().text()).isEqualTo("long");
        assertThat(texts(get(queue.expire()))).isEmpty();
        assertThat(get(queue.next(step.entry())).entry().message().text()).isEqualTo("for ever");
    }

    @Test
    default void expiredEntriesAreRemovedWithoutTakingOne() {
        Clock clock = new Clock();
        OutboxQueue queue = queue(open(OutboxOptions.builder().clock(clock::now).build()));
        add(queue, "1", Duration.ofSeconds(1));
        add(queue, "2");
        add(queue, "3", Duration.ofSeconds(1));
        assertThat(get(queue.expire())).isEmpty();
        clock.pass(Duration.ofSeconds(1));
        assertThat(texts(get(queue.expire()))).containsExactly("1", "3");
        assertThat(drain(queue)).containsExactly("2");
    }

    @Test
    default void manyExpiredEntriesGoInSeveralSteps() {
        Clock clock = new Clock();
        OutboxQueue queue = queue(open(OutboxOptions.builder().clock(clock::now).build()));
        List<Mono<OutboxStep>> all = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            all.add(queue.enqueue(OutboxMessage.builder(MqttMessage.of("t", "x"))
                    .timeToLive(Duration.ofSeconds(1))
                    .build()));
        }
        get(Flux.concat(all).then(Mono.just(true)));
        clock.pass(Duration.ofSeconds(1));
        int gone = get(queue.next()).expired().size();
        assertThat(gone).isBetween(1, 299);
        while (gone < 300) {
            gone += get(queue.expire()).size();
        }
        assertThat(gone).isEqualTo(300);
        assertThat(get(queue.depth()).count()).isZero();
    }

    @Test
    default void expiredEntriesMakeRoomBeforeAnythingIsRefused() {
        Clock clock = new Clock();
        OutboxQueue queue =
                queue(open(OutboxOptions.builder().maxCount(2).clock(clock::now).build()));
        add(queue, "1");
        add(queue, "2", Duration.ofSeconds(1));
        clock.pass(Duration.ofSeconds(1));
        OutboxStep step = get(queue.enqueue(MqttMessage.of("t", "3")));
        assertThat(texts(step.expired())).containsExactly("2");
        assertThat(drain(queue)).containsExactly("1", "3");
    }
}
