package io.atflux.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atflux.mqtt.MqttMessage;
import io.atflux.mqtt.Qos;
import io.atflux.outbox.Outbox;
import io.atflux.outbox.OutboxEntry;
import io.atflux.outbox.OutboxException;
import io.atflux.outbox.OutboxException.Reason;
import io.atflux.outbox.OutboxMessage;
import io.atflux.outbox.OutboxOptions;
import io.atflux.outbox.OutboxQueue;
import io.atflux.outbox.OutboxStep;
import io.atflux.outbox.WhenFull;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** What each outbox keeps: implement it beside the tests of yours. */
public interface OutboxTck {

    /** A limit for a test that would hang. */
    Duration PATIENCE = Duration.ofSeconds(30);

    /** A new store without entries. The implementor closes it after the test. */
    Outbox open(OutboxOptions options);

    /** What it returned, or what it failed with. */
    static <T> T get(Mono<T> mono) {
        return Objects.requireNonNull(mono.block(PATIENCE));
    }

    private static OutboxQueue queue(Outbox outbox) {
        return get(outbox.queue("broker:1883 a"));
    }

    private OutboxQueue queue() {
        return queue(open(OutboxOptions.defaults()));
    }

    private OutboxQueue queue(OutboxOptions.Builder options) {
        return queue(open(options.build()));
    }

    private static OutboxEntry add(OutboxQueue queue, String text) {
        return get(queue.enqueue(MqttMessage.of("t", text))).entry();
    }

    private static OutboxEntry add(OutboxQueue queue, String text, Duration timeToLive) {
        return get(queue.enqueue(OutboxMessage.builder(MqttMessage.of("t", text))
                        .timeToLive(timeToLive)
                        .build()))
                .entry();
    }

    private static List<String> texts(List<OutboxEntry> entries) {
        return entries.stream().map(entry -> entry.message().text()).toList();
    }

    /** Takes everything out, as a link does it. */
    private static List<String> drain(OutboxQueue queue) {
        List<String> all = new ArrayList<>();
        OutboxStep step = get(queue.next());
        while (step.hasEntry()) {
            all.add(step.entry().message().text());
            step = get(queue.next(step.entry()));
        }
        return all;
    }

    private static void fails(Mono<?> mono, Reason reason) {
        assertThatThrownBy(() -> mono.block(PATIENCE))
                .isInstanceOfSatisfying(OutboxException.class, thrown -> assertThat(thrown.reason())
                        .isEqualTo(reason));
    }

    @Test
    default void entriesComeOutInTheOrderInWhichTheyWentIn() {
        OutboxQueue queue = queue();
        for (String text : List.of("1", "2", "3")) {
            add(queue, text);
        }
        assertThat(drain(queue)).containsExactly("1", "2", "3");
        assertThat(get(queue.next()).hasEntry()).isFalse();
    }

    @Test
    default void anEntryHasAllOfItsMessage() {
        OutboxQueue queue = queue();
        byte[] bytes = {0, -1, 13, 10, 26};
        OutboxMessage message = OutboxMessage.builder(MqttMessage.builder("a/\u00e4\u6f22")
                        .payload(bytes)
                        .qos(Qos.EXACTLY_ONCE)
                        .retain(true)
                        .build())
                .timeToLive(Duration.ofMillis(90_001))
                .build();
        OutboxEntry accepted = get(queue.enqueue(message)).entry();
        assertThat(accepted.accepted()).isEqualTo(message);
        assertThat(accepted.owner()).isEqualTo("broker:1883 a");
        assertThat(accepted.attempts()).isZero();
        assertThat(accepted.firstSentAt()).isNull();
        OutboxEntry taken = get(queue.next()).entry();
        assertThat(taken.accepted()).isEqualTo(message);
        assertThat(taken.acceptedAt()).isEqualTo(accepted.acceptedAt());
        assertThat(taken.expiresAt()).isEqualTo(accepted.acceptedAt().plusMillis(90_001));
    }

    @Test
    default void anEmptyMessageIsAMessage() {
        OutboxQueue queue = queue();
        add(queue, "");
        assertThat(drain(queue)).containsExactly("");
    }

    @Test
    default void idsAreOrderedAndStay() {
        OutboxQueue queue = queue();
        List<String> ids =
                IntStream.range(0, 50).mapToObj(i -> add(queue, "x").id()).toList();
        assertThat(ids).doesNotHaveDuplicates().isSorted();
        assertThat(get(queue.next()).entry().id()).isEqualTo(ids.get(0));
        assertThat(get(queue.next()).entry().id()).isEqualTo(ids.get(0));
    }

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
    default void theHeadIsGivenAgainUntilItIsRemoved() {
        OutboxQueue queue = queue();
        add(queue, "1");
        add(queue, "2");
        OutboxEntry first = get(queue.next()).entry();
        assertThat(first.attempts()).isEqualTo(1);
        assertThat(first.isPossiblySent()).isFalse();
        OutboxEntry again = get(queue.next()).entry();
        assertThat(again.message().text()).isEqualTo("1");
        assertThat(again.attempts()).isEqualTo(2);
        assertThat(again.isPossiblySent()).isTrue();
        assertThat(again.firstSentAt()).isEqualTo(first.firstSentAt());
        OutboxEntry second = get(queue.next(again)).entry();
        assertThat(second.message().text()).isEqualTo("2");
        assertThat(second.attempts()).isEqualTo(1);
    }

    @Test
    default void whatIsGivenBackWasNeverWritten() {
        OutboxQueue queue = queue();
        add(queue, "1");
        OutboxEntry taken = get(queue.next()).entry();
        OutboxEntry back = get(queue.giveBack(taken));
        assertThat(back.attempts()).isZero();
        assertThat(back.firstSentAt()).isNull();
        OutboxEntry again = get(queue.next()).entry();
        assertThat(again.attempts()).isEqualTo(1);
        assertThat(again.isPossiblySent()).isFalse();
    }

    @Test
    default void givingBackASecondAttemptLeavesTheFirst() {
        OutboxQueue queue = queue();
        add(queue, "1");
        get(queue.next());
        OutboxEntry back = get(queue.giveBack(get(queue.next()).entry()));
        assertThat(back.attempts()).isEqualTo(1);
        assertThat(back.firstSentAt()).isNotNull();
        assertThat(get(queue.next()).entry().isPossiblySent()).isTrue();
    }

    @Test
    default void connectionsThatAnEntryEndedAreCounted() {
        OutboxQueue queue = queue();
        add(queue, "poison");
        OutboxEntry taken = get(queue.next()).entry();
        get(queue.endedConnection(taken));
        assertThat(get(queue.endedConnection(taken)).connectionsEnded()).isEqualTo(2);
        OutboxEntry again = get(queue.next()).entry();
        assertThat(again.connectionsEnded()).isEqualTo(2);
        assertThat(get(queue.giveBack(again)).connectionsEnded()).isEqualTo(2);
    }

    @Test
    default void whatIsGoneIsNoError() {
        OutboxQueue queue = queue();
        OutboxEntry gone = add(queue, "1");
        queue.remove(gone).block(PATIENCE);
        queue.remove(gone).block(PATIENCE);
        assertThat(queue.giveBack(gone).block(PATIENCE)).isNull();
        assertThat(queue.endedConnection(gone).block(PATIENCE)).isNull();
        assertThat(get(queue.next(gone)).hasEntry()).isFalse();
    }

    @Test
    default void atALimitOfEntriesAMessageIsRefused() {
        OutboxQueue queue = queue(OutboxOptions.builder().maxCount(2));
        add(queue, "1");
        add(queue, "2");
        fails(queue.enqueue(MqttMessage.of("t", "3")), Reason.FULL);
        assertThat(drain(queue)).containsExactly("1", "2");
        assertThat(add(queue, "4").message().text()).isEqualTo("4");
    }

    @Test
    default void atALimitOfBytesAMessageIsRefused() {
        OutboxQueue queue = queue(OutboxOptions.builder().maxBytes(10));
        add(queue, "12345");
        fails(queue.enqueue(MqttMessage.of("t", "1234")), Reason.FULL);
        add(queue, "123");
        assertThat(get(queue.depth()).bytes()).isEqualTo(10);
    }

    @Test
    default void theOldestAreDroppedAndNamedButNeverTheHead() {
        OutboxQueue queue = queue(OutboxOptions.builder().maxCount(3).whenFull(WhenFull.DROP_OLDEST));
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
        OutboxQueue queue = queue(OutboxOptions.builder().maxBytes(12).whenFull(WhenFull.DROP_OLDEST));
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
        OutboxQueue queue = queue(OutboxOptions.builder().maxCount(1).whenFull(WhenFull.DROP_OLDEST));
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
        OutboxQueue queue = queue(OutboxOptions.builder().clock(clock::now));
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
        OutboxQueue queue = queue(OutboxOptions.builder().clock(clock::now));
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
        OutboxQueue queue = queue(OutboxOptions.builder().clock(clock::now));
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
        OutboxQueue queue = queue(OutboxOptions.builder().maxCount(2).clock(clock::now));
        add(queue, "1");
        add(queue, "2", Duration.ofSeconds(1));
        clock.pass(Duration.ofSeconds(1));
        OutboxStep step = get(queue.enqueue(MqttMessage.of("t", "3")));
        assertThat(texts(step.expired())).containsExactly("2");
        assertThat(drain(queue)).containsExactly("1", "3");
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
        OutboxQueue queue = queue(OutboxOptions.builder().clock(clock::now));
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

    @Test
    default void manyAtOnceEachComeOutOnceAndInTheOrderOfEachThread() {
        OutboxQueue queue = queue();
        get(Flux.range(0, 8)
                .flatMap(thread -> Flux.range(0, 50)
                        .concatMap(i -> queue.enqueue(MqttMessage.of("t", thread + ":" + i)))
                        .subscribeOn(Schedulers.boundedElastic()))
                .then(Mono.just(true)));
        List<String> all = drain(queue);
        assertThat(all).hasSize(400).doesNotHaveDuplicates();
        for (int thread = 0; thread < 8; thread++) {
            String prefix = thread + ":";
            assertThat(all.stream().filter(text -> text.startsWith(prefix)))
                    .containsExactlyElementsOf(
                            IntStream.range(0, 50).mapToObj(i -> prefix + i).toList());
        }
    }

    @Test
    default void noPayloadIsInAnyText() {
        OutboxQueue queue = queue();
        OutboxMessage message = OutboxMessage.of(MqttMessage.of("t", "secret".getBytes(StandardCharsets.UTF_8)));
        OutboxStep step = get(queue.enqueue(message));
        assertThat(message + " " + step + " " + step.entry() + " "
                        + step.entry().mutate())
                .doesNotContain("secret");
    }

    /** Stands until somebody moves it. */
    final class Clock {

        private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-28T10:00:00Z"));

        Instant now() {
            return Objects.requireNonNull(now.get());
        }

        void pass(Duration time) {
            now.updateAndGet(before -> before.plus(time));
        }
    }
}
