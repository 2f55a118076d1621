package io.atflux.samples.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.error.AtUsageException;
import io.atflux.link.DeliveryOutcome;
import io.atflux.link.DeliveryReceipt;
import io.atflux.link.LinkOptions;
import io.atflux.mqtt.MqttMessage;
import io.atflux.outbox.Outbox;
import io.atflux.outbox.OutboxException;
import io.atflux.outbox.OutboxMessage;
import io.atflux.outbox.OutboxOptions;
import io.atflux.outbox.OutboxQueue;
import io.atflux.outbox.WhenFull;
import io.atflux.samples.modem.memory.FakeUplink;
import io.atflux.samples.modem.switches.Switches;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** A link with an outbox: accepted messages are published in order, over losses and restarts of the process. */
class LinkOutboxTest {

    private static final Duration SOON = Duration.ofMinutes(5);

    private final FakeUplink broker = new FakeUplink();

    private static World world(FakeUplink broker, Outbox store) {
        return new World(
                broker, Switches.defaults(), LinkOptions.builder().outbox(store).build(), UnaryOperator.identity());
    }

    private static MqttMessage message(int number) {
        return MqttMessage.builder("data")
                .text("m" + number)
                .qos(io.atflux.mqtt.Qos.AT_LEAST_ONCE)
                .build();
    }

    private List<String> published() {
        return broker.published().stream().map(FakeUplink.Published::text).toList();
    }

    @Test
    void whatIsAcceptedBeforeTheStartIsPublishedAfterItInOrder() {
        try (World world = world(broker, Outbox.memory(100))) {
            List<DeliveryReceipt> receipts = new ArrayList<>();
            world.link().receipts().subscribe(receipts::add);
            for (int i = 1; i <= 5; i++) {
                world.link().enqueue(OutboxMessage.of(message(i))).subscribe();
            }
            world.started();
            world.pass(SOON);
            assertThat(published()).containsExactly("m1", "m2", "m3", "m4", "m5");
            assertThat(receipts).hasSize(5).allMatch(DeliveryReceipt::isConfirmed);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/+", "a\u0085", "say \"hi\""})
    void aMessageThatNoModuleAcceptsIsNeitherStoredNorWaitsForTheModule(String topic) {
        Outbox store = Outbox.memory(100);
        try (World world = world(broker, store)) {
            MqttMessage never = MqttMessage.of(topic, "m");
            StepVerifier.create(world.link().enqueue(OutboxMessage.of(never))).verifyError(AtUsageException.class);
            StepVerifier.create(world.link().publish(never)).verifyError(AtUsageException.class);
            StepVerifier.create(store.owners()).expectNext(Map.of()).verifyComplete();
        }
    }

    @Test
    void whoPublishesIsToldInTheEndWhateverHappensMeanwhile() {
        try (World world = world(broker, Outbox.memory(100))) {
            world.started();
            world.line.silent(true);
            List<DeliveryReceipt> receipts = new ArrayList<>();
            world.link().publish(message(1)).subscribe(receipts::add);
            world.pass(Duration.ofMinutes(10));
            assertThat(receipts).isEmpty();
            world.line.silent(false);
            world.untilReady(Duration.ofMinutes(20));
            world.pass(SOON);
            assertThat(receipts).extracting(DeliveryReceipt::outcome).containsExactly(DeliveryOutcome.CONFIRMED);
            assertThat(published()).contains("m1");
        }
    }

    @Test
    void aNewLifeOfTheProcessGoesOnWithWhatTheOldOneLeft() {
        Outbox store = Outbox.memory(100);
        try (World world = world(broker, store)) {
            world.link().enqueue(OutboxMessage.of(message(1))).subscribe();
            world.link().enqueue(OutboxMessage.of(message(2))).subscribe();
        }
        try (World world = world(broker, store)) {
            List<DeliveryReceipt> receipts = new ArrayList<>();
            world.link().receipts().subscribe(receipts::add);
            world.started();
            world.pass(SOON);
            assertThat(published()).containsExactly("m1", "m2");
            assertThat(receipts).hasSize(2);
        }
    }

    @Test
    void aTimeToLiveEndsWhileTheLinkIsNotReady() {
        World[] self = new World[1];
        Outbox store = Outbox.memory(OutboxOptions.builder()
                .clock(() -> self[0] == null ? java.time.Instant.EPOCH : self[0].linkTime())
                .build());
        try (World world = world(broker, store)) {
            self[0] = world;
            List<DeliveryReceipt> receipts = new ArrayList<>();
            world.link().receipts().subscribe(receipts::add);
            world.link()
                    .enqueue(OutboxMessage.builder(message(1))
                            .timeToLive(Duration.ofMinutes(1))
                            .build())
                    .subscribe();
            world.pass(Duration.ofMinutes(3));
            assertThat(receipts).extracting(DeliveryReceipt::outcome).containsExactly(DeliveryOutcome.EXPIRED);
        }
    }

    @Test
    void whatTheStoreDidNotTakeIsRememberedAsSoonAsItDoes() {
        Outbox kept = Outbox.memory(100);
        int[] saves = new int[1];
        Outbox failing = changed(
                Outbox.class,
                kept,
                (name, result) -> name.equals("save") && ++saves[0] <= 3 ? Mono.error(diskFails()) : result);
        try (World world = world(broker, failing)) {
            world.started();
            world.pass(SOON);
            assertThat(saves[0]).as("saves").isEqualTo(4);
            assertThat(kept.properties().block()).containsKey("link world clients");
        }
    }

    /** The store drops an entry for the next one, and reports a failure in place of the dropped entry. */
    @Test
    void whoWaitsForAMessageThatTheStoreLostWithoutAWordIsTold() {
        int[] enqueued = new int[1];
        Outbox kept = Outbox.memory(OutboxOptions.builder()
                .maxCount(2)
                .whenFull(WhenFull.DROP_OLDEST)
                .build());
        Outbox failing = changed(
                Outbox.class,
                kept,
                (name, result) -> name.equals("queue")
                        ? ((Mono<?>) result)
                                .map(queue -> changed(
                                        OutboxQueue.class,
                                        (OutboxQueue) queue,
                                        (call, step) -> call.equals("enqueue") && ++enqueued[0] == 3
                                                ? ((Mono<?>) step).then(Mono.error(diskFails()))
                                                : step))
                        : result);
        try (World world = world(broker, failing)) {
            List<DeliveryReceipt> receipts = new ArrayList<>();
            List<Throwable> failures = new ArrayList<>();
            for (int i = 1; i <= 3; i++) {
                world.link().publish(message(i)).subscribe(receipts::add, failures::add);
            }
            world.started();
            world.pass(SOON);
            assertThat(failures).singleElement().isInstanceOf(OutboxException.class);
            assertThat(receipts)
                    .extracting(receipt -> receipt.message().text() + " " + receipt.outcome())
                    .containsExactlyInAnyOrder("m1 NOT_SENT", "m2 CONFIRMED");
            assertThat(published()).containsExactly("m2", "m3");
        }
    }

    private static OutboxException diskFails() {
        return new OutboxException(OutboxException.Reason.IO, "the disk fails", null);
    }

    /** @param change from a method's name and its result to the result that the caller gets */
    private static <T> T changed(Class<T> type, T kept, BiFunction<String, Object, Object> change) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, given) -> change.apply(method.getName(), method.invoke(kept, given))));
    }

    @Test
    void aLinkWithoutAnOutboxSaysSo() {
        try (World world = new World(broker)) {
            List<Throwable> failures = new ArrayList<>();
            world.link().enqueue(OutboxMessage.of(message(1))).subscribe(entry -> {}, failures::add);
            assertThat(failures).singleElement().isInstanceOf(OutboxException.class);
        }
    }
}
