package io.atflux.samples.e2e;

import static io.atflux.samples.e2e.Rig.done;
import static io.atflux.samples.e2e.Rig.ends;
import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.Discipline;
import io.atflux.fibocom.L610;
import io.atflux.mqtt.MqttClient;
import io.atflux.mqtt.MqttMessage;
import io.atflux.mqtt.OnUnknown;
import io.atflux.mqtt.PublishResult;
import io.atflux.mqtt.Qos;
import io.atflux.mqtt.Receipt;
import io.atflux.urc.Overflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

/** Streams of messages: in both directions, on both of a module's clients, with demand. */
@Execution(ExecutionMode.CONCURRENT)
class StreamsIT {

    private static final int MANY = 25;

    @ParameterizedTest
    @CsvSource({"STRICT,hold", "STRICT,interleave", "INTERLEAVED,hold", "INTERLEAVED,interleave"})
    void bothClientsOfAModulePublishAndReceiveBesideEachOther(Discipline discipline, String urcs) throws Exception {
        try (Rig rig = Rig.quick("urc-during-command=" + urcs);
                Witness one = Witness.listeningTo(rig.topic("out/1"));
                Witness two = Witness.listeningTo(rig.topic("out/2"))) {
            L610 module = rig.connect(driver -> driver.session(client -> client.discipline(discipline)));
            done(module.modem().attach());
            ends(Mono.when(module.mqtt(1).open(rig.broker()), module.mqtt(2).open(rig.secondBroker())));
            assertThat(Site.BROKER.isConnected(rig.name() + "-2")).isTrue();

            Flux<String> in1 = texts(module.mqtt(1), rig.topic("in/1"));
            Flux<String> in2 = texts(module.mqtt(2), rig.topic("in/2"));
            LogCapture.await(
                    module.session(), wire -> wire.contains("<< +MQTTSUB: 1,1") && wire.contains("<< +MQTTSUB: 2,1"));
            Mono<List<PublishResult>> out1 =
                    module.mqtt(1).publishAll(messages(rig.topic("out/1"))).collectList();
            Mono<List<PublishResult>> out2 =
                    module.mqtt(2).publishAll(messages(rig.topic("out/2"))).collectList();
            Mono<Void> inbound =
                    Mono.fromRunnable(() -> IntStream.range(0, MANY).forEach(i -> {
                        one.publish(rig.topic("in/1"), "in " + i);
                        two.publish(rig.topic("in/2"), "in " + i);
                    }));
            var sent = done(Mono.zip(
                    out1, out2, inbound.subscribeOn(Schedulers.boundedElastic()).thenReturn(true)));
            assertThat(sent.getT1()).hasSize(MANY).allMatch(PublishResult::isConfirmed);
            assertThat(sent.getT2()).hasSize(MANY).allMatch(PublishResult::isConfirmed);
            for (int i = 0; i < MANY; i++) {
                assertThat(one.nextText()).isEqualTo("out " + i);
                assertThat(two.nextText()).isEqualTo("out " + i);
            }
            List<String> expected =
                    IntStream.range(0, MANY).mapToObj(i -> "in " + i).toList();
            assertThat(done(in1.take(MANY).collectList())).isEqualTo(expected);
            assertThat(done(in2.take(MANY).collectList())).isEqualTo(expected);
            assertThat(module.session().stats().unclassified()).isZero();
            assertThat(module.session().stats().lateUrcs()).isZero();
        }
    }

    @Test
    void publishingAsksForOneMessageWhenTheOneBeforeIsOver() throws Exception {
        try (Rig rig = Rig.quick();
                Witness witness = Witness.listeningTo(rig.topic("out"))) {
            MqttClient mqtt = rig.open().mqtt(1);
            List<Long> requests = Collections.synchronizedList(new ArrayList<>());
            AtomicInteger taken = new AtomicInteger();
            AtomicInteger receipts = new AtomicInteger();
            AtomicInteger mostAhead = new AtomicInteger();
            Flux<MqttMessage> source = messages(rig.topic("out"))
                    .doOnNext(
                            message -> mostAhead.accumulateAndGet(taken.incrementAndGet() - receipts.get(), Math::max))
                    .doOnRequest(requests::add);
            StepVerifier.create(mqtt.publishAll(source).doOnNext(receipt -> receipts.incrementAndGet()))
                    .expectNextCount(MANY)
                    .expectComplete()
                    .verify(Site.LIMIT);
            assertThat(requests).isNotEmpty().allMatch(asked -> asked == 1);
            assertThat(mostAhead).hasValue(1);
            for (int i = 0; i < MANY; i++) {
                assertThat(witness.nextText()).isEqualTo("out " + i);
            }
        }
    }

    @Test
    void publishingWaitsForTheListenerOfItsResults() throws Exception {
        try (Rig rig = Rig.quick()) {
            MqttClient mqtt = rig.open().mqtt(1);
            AtomicInteger taken = new AtomicInteger();
            StepVerifier.create(
                            mqtt.publishAll(messages(rig.topic("out")).doOnNext(message -> taken.incrementAndGet())), 1)
                    .expectNextCount(1)
                    .then(() -> assertThat(taken.get()).isLessThanOrEqualTo(2))
                    .thenRequest(2)
                    .expectNextCount(2)
                    .then(() -> assertThat(taken.get()).isLessThanOrEqualTo(4))
                    .thenCancel()
                    .verify(Site.LIMIT);
        }
    }

    @Test
    void messageThatFailsIsAResultAndTheNextOneGoesOut() throws Exception {
        try (Rig rig = Rig.quick("publish=lost:1");
                Hurry clock = new Hurry();
                Witness witness = Witness.listeningTo(rig.topic("out"))) {
            L610 module = rig.connect(driver -> driver.session(client -> client.timer(clock)));
            done(module.modem().attach());
            ends(module.mqtt(1).open(rig.broker()));
            Flux<MqttMessage> source = Flux.concat(
                    Mono.just(MqttMessage.of("no/#/topic", "never sent")),
                    messages(rig.topic("out")).take(2));
            Mono<List<PublishResult>> receipts = module.mqtt(1)
                    .publishAll(source, OnUnknown.GIVE_UP)
                    .collectList()
                    .cache();
            receipts.subscribe();
            assertThat(witness.nextText()).isEqualTo("out 0");
            LogCapture.await(module.session(), StreamsIT::publishAccepted);
            // The module never reports the outcome; the next message waits as long again for the pending result.
            clock.skip(Duration.ofSeconds(60));
            assertThat(receiptsAfter(clock, receipts))
                    .extracting(PublishResult::isConfirmed)
                    .containsExactly(false, false, true);
            assertThat(witness.nextText()).isEqualTo("out 1");
        }
    }

    private static List<PublishResult> receiptsAfter(Hurry clock, Mono<List<PublishResult>> receipts) {
        CountDownLatch over = new CountDownLatch(1);
        receipts.doFinally(signal -> over.countDown()).subscribe();
        try {
            for (int i = 0; i < 600 && !over.await(100, TimeUnit.MILLISECONDS); i++) {
                clock.skip(Duration.ofSeconds(1));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return done(receipts);
    }

    private static boolean publishAccepted(List<String> wire) {
        int at = -1;
        for (int i = 0; i < wire.size(); i++) {
            if (wire.get(i).startsWith(">> AT+MQTTPUB")) {
                at = i;
            }
        }
        return at >= 0 && wire.subList(at, wire.size()).contains("<< OK");
    }

    @Test
    void messageThatWasSentTwiceSaysSo() throws Exception {
        try (Rig rig = Rig.quick("publish=lost:1");
                Hurry clock = new Hurry();
                Witness witness = Witness.listeningTo(rig.topic("out"))) {
            L610 module = rig.connect(driver -> driver.session(client -> client.timer(clock)));
            done(module.modem().attach());
            ends(module.mqtt(1).open(rig.broker()));
            Mono<Receipt> receipt = module.mqtt(1)
                    .publish(MqttMessage.of(rig.topic("out"), "once or twice"))
                    .cache();
            receipt.subscribe();
            assertThat(witness.nextText()).isEqualTo("once or twice");
            LogCapture.await(module.session(), StreamsIT::publishAccepted);
            clock.skip(Duration.ofSeconds(60));
            assertThat(done(receipt).possiblyDuplicated()).isTrue();
            assertThat(done(receipt).attempts()).isEqualTo(2);
            assertThat(module.mqtt(1).stats().possiblyDuplicated()).isEqualTo(1);
            assertThat(witness.nextText()).isEqualTo("once or twice");
        }
    }

    @Test
    void eachListenerGetsWhatItsFilterSays() throws Exception {
        try (Rig rig = Rig.quick();
                Witness witness = Witness.connect()) {
            L610 module = rig.open();
            MqttClient mqtt = module.mqtt(1);
            Flux<String> rooms = texts(mqtt, rig.topic("+/temperature"));
            Flux<String> alarms = texts(mqtt, rig.topic("alarm/#"));
            Flux<String> alsoAlarms = texts(mqtt, rig.topic("alarm/#"));
            LogCapture.await(
                    module.session(),
                    wire -> wire.stream().filter("<< +MQTTSUB: 1,1"::equals).count() == 2);
            witness.publish(rig.topic("hall/temperature"), "21");
            witness.publish(rig.topic("alarm"), "smoke");
            witness.publish(rig.topic("alarm/hall/door"), "open");
            witness.publish(rig.topic("hall/humidity"), "nobody listens");
            witness.publish(rig.topic("attic/temperature"), "30");
            assertThat(done(rooms.take(2).collectList())).containsExactly("21", "30");
            assertThat(done(alarms.take(2).collectList())).containsExactly("smoke", "open");
            assertThat(done(alsoAlarms.take(2).collectList())).containsExactly("smoke", "open");
        }
    }

    @Test
    void lastListenerThatGoesUnsubscribes() throws Exception {
        try (Rig rig = Rig.quick();
                Witness witness = Witness.connect()) {
            L610 module = rig.open();
            MqttClient mqtt = module.mqtt(1);
            var first = mqtt.messages(rig.topic("in"), Qos.AT_LEAST_ONCE).subscribe();
            var second = mqtt.messages(rig.topic("in"), Qos.AT_LEAST_ONCE).subscribe();
            LogCapture.await(module.session(), wire -> wire.contains("<< +MQTTSUB: 1,1"));
            first.dispose();
            done(mqtt.isOpen());
            assertThat(LogCapture.sent(module.session())).noneMatch(line -> line.startsWith("AT+MQTTUNSUB"));
            second.dispose();
            LogCapture.await(module.session(), wire -> wire.contains("<< +MQTTUNSUB: 1,1"));

            Flux<String> everything = mqtt.received(Overflow.dropOldest(4))
                    .map(MqttMessage::text)
                    .replay(4)
                    .autoConnect(0);
            witness.publish(rig.topic("in"), "to nobody");
            ends(mqtt.subscribe(rig.topic("other"), Qos.AT_LEAST_ONCE));
            witness.publish(rig.topic("other"), "marker");
            assertThat(done(everything.next())).isEqualTo("marker");
        }
    }

    @Test
    void slowListenerLosesItsOwnMessagesAndNobodyElses() throws Exception {
        int all = 40;
        int room = 4;
        try (Rig rig = Rig.quick();
                Witness witness = Witness.connect()) {
            L610 module = rig.open();
            MqttClient mqtt = module.mqtt(1);
            List<String> slowGot = Collections.synchronizedList(new ArrayList<>());
            BaseSubscriber<MqttMessage> slow = new BaseSubscriber<>() {
                @Override
                protected void hookOnSubscribe(Subscription subscription) {
                    request(1);
                }

                @Override
                protected void hookOnNext(MqttMessage message) {
                    slowGot.add(message.text());
                }
            };
            mqtt.messages(rig.topic("in"), Qos.AT_LEAST_ONCE, Overflow.dropOldest(room))
                    .subscribe(slow);
            Flux<String> quick = texts(mqtt, rig.topic("in"));
            LogCapture.await(module.session(), wire -> wire.contains("<< +MQTTSUB: 1,1"));
            for (int i = 0; i < all; i++) {
                witness.publish(rig.topic("in"), "in " + i);
            }
            assertThat(done(quick.take(all).collectList())).hasSize(all).contains("in 0", "in 39");
            assertThat(mqtt.stats().dropped()).isEqualTo(all - 1 - room);
            slow.request(room);
            done(mqtt.isOpen());
            assertThat(slowGot).containsExactly("in 0", "in 36", "in 37", "in 38", "in 39");
            slow.cancel();
        }
    }

    private static Flux<String> texts(MqttClient mqtt, String filter) {
        return mqtt.messages(filter, Qos.AT_LEAST_ONCE)
                .map(MqttMessage::text)
                .replay(64)
                .autoConnect(0);
    }

    private static Flux<MqttMessage> messages(String topic) {
        return Flux.range(0, MANY).map(i -> MqttMessage.of(topic, "out " + i));
    }
}
