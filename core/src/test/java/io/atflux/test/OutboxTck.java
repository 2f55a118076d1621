package io.atflux.test;

import static io.atflux.test.OutboxCalls.PATIENCE;
import static io.atflux.test.OutboxCalls.add;
import static io.atflux.test.OutboxCalls.drain;
import static io.atflux.test.OutboxCalls.fails;
import static io.atflux.test.OutboxCalls.get;
import static io.atflux.test.OutboxCalls.queue;
import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.mqtt.MqttMessage;
import io.atflux.outbox.Outbox;
import io.atflux.outbox.OutboxEntry;
import io.atflux.outbox.OutboxException.Reason;
import io.atflux.outbox.OutboxMessage;
import io.atflux.outbox.OutboxOptions;
import io.atflux.outbox.OutboxQueue;
import io.atflux.test.OutboxCalls.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** The promises of every outbox: implement this interface in the tests of your own outbox. */
public interface OutboxTck extends OutboxQueueTck, OutboxLimitsTck {

    @Override
    Outbox open(OutboxOptions options);

    @Test
    default void aMessageWhoseIdIsKnownIsNotAddedAgain() {
        Outbox outbox = open(OutboxOptions.defaults());
        OutboxQueue queue = queue(outbox);
        OutboxMessage message = OutboxMessage.of(MqttMessage.of("t", "once"));
        OutboxEntry first = get(queue.enqueue(message)).entry();
        assertThat(get(queue.enqueue(message)).entry()).isEqualTo(first);
        assertThat(get(queue.depth()).count()).isEqualTo(1);
        fails(get(outbox.queue("other")).enqueue(message), Reason.USAGE);
    }

    @Test
    default void ownersAreKeptApartUntilSomebodyDecides() {
        Outbox outbox = open(OutboxOptions.defaults());
        OutboxQueue before = get(outbox.queue("old"));
        add(before, "1");
        get(before.next());
        add(queue(outbox), "2");
        add(before, "3");
        assertThat(get(outbox.owners())).isEqualTo(Map.of("old", 2L, "broker:1883 a", 1L));
        assertThat(get(outbox.move("old", "broker:1883 a"))).isEqualTo(2);
        assertThat(get(outbox.owners())).isEqualTo(Map.of("broker:1883 a", 3L));
        assertThat(get(queue(outbox).next()).entry().isPossiblySent()).isTrue();
        assertThat(drain(queue(outbox))).containsExactly("1", "2", "3");
        assertThat(get(before.next()).hasEntry()).isFalse();
    }

    @Test
    default void discardingRemovesAllOfOneOwner() {
        Outbox outbox = open(OutboxOptions.defaults());
        OutboxQueue other = get(outbox.queue("other"));
        add(other, "1");
        get(other.next());
        add(other, "2");
        add(queue(outbox), "3");
        assertThat(get(outbox.discard("other"))).isEqualTo(2);
        assertThat(get(outbox.discard("nobody"))).isZero();
        assertThat(get(outbox.owners())).isEqualTo(Map.of("broker:1883 a", 1L));
        assertThat(get(outbox.move("nobody", "x"))).isZero();
    }

    @Test
    default void depthTellsOfEntriesBytesAndAge() {
        Clock clock = new Clock();
        OutboxQueue queue = queue(open(OutboxOptions.builder().clock(clock::now).build()));
        assertThat(get(queue.depth()).oldest()).isNull();
        assertThat(get(queue.depth()).age(clock.now())).isZero();
        add(queue, "12");
        clock.pass(Duration.ofSeconds(5));
        add(queue, "3");
        assertThat(get(queue.depth()).count()).isEqualTo(2);
        assertThat(get(queue.depth()).bytes()).isEqualTo(5);
        assertThat(get(queue.depth()).age(clock.now())).isEqualTo(Duration.ofSeconds(5));
        OutboxEntry head = get(queue.next()).entry();
        assertThat(get(queue.depth()).count()).isEqualTo(2);
        get(queue.next(head));
        assertThat(get(queue.depth()).age(clock.now())).isZero();
        assertThat(get(queue.depth()).bytes()).isEqualTo(2);
    }

    @Test
    default void propertiesAreKeptReplacedAndRemoved() {
        Outbox outbox = open(OutboxOptions.defaults());
        outbox.save("a", "1").block(PATIENCE);
        outbox.save("b", "").block(PATIENCE);
        outbox.save("a", "2\n\u00e4").block(PATIENCE);
        assertThat(get(outbox.properties())).isEqualTo(Map.of("a", "2\n\u00e4", "b", ""));
        outbox.save("a", null).block(PATIENCE);
        assertThat(get(outbox.properties())).isEqualTo(Map.of("b", ""));
    }

    @Test
    default void namesAndValuesHaveBounds() {
        Outbox outbox = open(OutboxOptions.defaults());
        fails(outbox.save("", "x"), Reason.USAGE);
        fails(outbox.save("x".repeat(201), "x"), Reason.USAGE);
        fails(outbox.save("x", "x".repeat(10_001)), Reason.USAGE);
        fails(outbox.queue(""), Reason.USAGE);
        fails(outbox.queue("a\0b"), Reason.USAGE);
        fails(outbox.save("x", "\ud800"), Reason.USAGE);
        fails(queue(outbox).enqueue(MqttMessage.of("t/\udc00", "x")), Reason.USAGE);
        fails(outbox.move("a", ""), Reason.USAGE);
        assertThat(get(outbox.properties())).isEmpty();
    }

    @Test
    default void afterClosingEverythingIsRefused() {
        Outbox outbox = open(OutboxOptions.defaults());
        OutboxQueue queue = queue(outbox);
        outbox.close().block(PATIENCE);
        outbox.close().block(PATIENCE);
        for (Mono<?> call : Arrays.<Mono<?>>asList(
                queue.enqueue(MqttMessage.of("t", "x")),
                queue.next(),
                queue.depth(),
                outbox.owners(),
                outbox.properties(),
                outbox.queue("x"),
                outbox.save("x", "x"))) {
            fails(call, Reason.CLOSED);
        }
    }
}
