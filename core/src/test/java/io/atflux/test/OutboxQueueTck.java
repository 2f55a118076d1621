package io.atflux.test;

import static io.atflux.test.OutboxCalls.PATIENCE;
import static io.atflux.test.OutboxCalls.add;
import static io.atflux.test.OutboxCalls.drain;
import static io.atflux.test.OutboxCalls.get;
import static io.atflux.test.OutboxCalls.queue;
import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.mqtt.MqttMessage;
import io.atflux.mqtt.Qos;
import io.atflux.outbox.Outbox;
import io.atflux.outbox.OutboxEntry;
import io.atflux.outbox.OutboxMessage;
import io.atflux.outbox.OutboxOptions;
import io.atflux.outbox.OutboxQueue;
import io.atflux.outbox.OutboxStep;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The promises of a queue: see {@link OutboxTck}. */
public interface OutboxQueueTck {

    /** A new store without entries. The implementor closes it after the test. */
    Outbox open(OutboxOptions options);

    @Test
    default void entriesComeOutInTheOrderInWhichTheyWentIn() {
        OutboxQueue queue = queue(open(OutboxOptions.defaults()));
        for (String text : List.of("1", "2", "3")) {
            add(queue, text);
        }
        assertThat(drain(queue)).containsExactly("1", "2", "3");
        assertThat(get(queue.next()).hasEntry()).isFalse();
    }

    @Test
    default void anEntryHasAllOfItsMessage() {
        OutboxQueue queue = queue(open(OutboxOptions.defaults()));
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
        OutboxQueue queue = queue(open(OutboxOptions.defaults()));
        add(queue, "");
        assertThat(drain(queue)).containsExactly("");
    }

    @Test
    default void idsAreOrderedAndStay() {
        OutboxQueue queue = queue(open(OutboxOptions.defaults()));
        List<String> ids =
                IntStream.range(0, 50).mapToObj(i -> add(queue, "x").id()).toList();
        assertThat(ids).doesNotHaveDuplicates().isSorted();
        assertThat(get(queue.next()).entry().id()).isEqualTo(ids.get(0));
        assertThat(get(queue.next()).entry().id()).isEqualTo(ids.get(0));
    }

    @Test
    default void theHeadIsGivenAgainUntilItIsRemoved() {
        OutboxQueue queue = queue(open(OutboxOptions.defaults()));
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
        OutboxQueue queue = queue(open(OutboxOptions.defaults()));
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
        OutboxQueue queue = queue(open(OutboxOptions.defaults()));
        add(queue, "1");
        get(queue.next());
        OutboxEntry back = get(queue.giveBack(get(queue.next()).entry()));
        assertThat(back.attempts()).isEqualTo(1);
        assertThat(back.firstSentAt()).isNotNull();
        assertThat(get(queue.next()).entry().isPossiblySent()).isTrue();
    }

    @Test
    default void connectionsThatAnEntryEndedAreCounted() {
        OutboxQueue queue = queue(open(OutboxOptions.defaults()));
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
        OutboxQueue queue = queue(open(OutboxOptions.defaults()));
        OutboxEntry gone = add(queue, "1");
        queue.remove(gone).block(PATIENCE);
        queue.remove(gone).block(PATIENCE);
        assertThat(queue.giveBack(gone).block(PATIENCE)).isNull();
        assertThat(queue.endedConnection(gone).block(PATIENCE)).isNull();
        assertThat(get(queue.next(gone)).hasEntry()).isFalse();
    }

    @Test
    default void noPayloadIsInAnyText() {
        OutboxQueue queue = queue(open(OutboxOptions.defaults()));
        OutboxMessage message = OutboxMessage.of(MqttMessage.of("t", "secret".getBytes(StandardCharsets.UTF_8)));
        OutboxStep step = get(queue.enqueue(message));
        assertThat(message + " " + step + " " + step.entry() + " "
                        + step.entry().mutate())
                .doesNotContain("secret");
    }

    @Test
    default void manyAtOnceEachComeOutOnceAndInTheOrderOfEachThread() {
        OutboxQueue queue = queue(open(OutboxOptions.defaults()));
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
}
