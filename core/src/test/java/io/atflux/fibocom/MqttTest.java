package io.atflux.fibocom;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.AtDeadline;
import io.atflux.Discipline;
import io.atflux.error.AtConnectionException;
import io.atflux.error.AtException;
import io.atflux.error.AtOverflowException;
import io.atflux.error.AtRejectedException;
import io.atflux.error.AtTimeoutException;
import io.atflux.error.AtUsageException;
import io.atflux.error.Outcome;
import io.atflux.mqtt.MqttClient;
import io.atflux.mqtt.MqttEvent;
import io.atflux.mqtt.MqttMessage;
import io.atflux.mqtt.OnUnknown;
import io.atflux.mqtt.PublishResult;
import io.atflux.mqtt.Qos;
import io.atflux.mqtt.Receipt;
import io.atflux.test.ScriptedModem;
import io.atflux.urc.Overflow;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;
import reactor.test.publisher.TestPublisher;

class MqttTest {

    private static final MqttMessage TEXT =
            MqttMessage.builder("test1").text("123").qos(Qos.AT_MOST_ONCE).build();
    private static final String PUB = "AT+MQTTPUB=1,\"test1\",0,0,\"123\"";

    private final ScriptedL610 l610 = new ScriptedL610().probes();
    private final ScriptedModem modem = l610.modem;

    private MqttClient client() {
        return l610.module().mqtt(1);
    }

    private List<String> sentLines() {
        return modem.sentLines().stream()
                .filter(line -> !line.equals("AT+CMEE=2"))
                .toList();
    }

    /** The messages of a filter, as received. */
    private static final class Inbox extends BaseSubscriber<MqttMessage> {
        private final List<String> texts = new ArrayList<>();
        private final List<Throwable> errors = new ArrayList<>();
        private final long demand;

        Inbox(long demand) {
            this.demand = demand;
        }

        @Override
        protected void hookOnSubscribe(org.reactivestreams.Subscription subscription) {
            if (demand > 0) {
                request(demand);
            }
        }

        @Override
        protected void hookOnNext(MqttMessage message) {
            texts.add(message.text());
        }

        @Override
        protected void hookOnError(Throwable error) {
            errors.add(error);
        }
    }

    /** Messages, and the silence that ends the last one. */
    private void receives(String... lines) {
        modem.prints(lines);
        modem.advance(ofMillis(50));
    }

    private Inbox listen(MqttClient client, String filter, long demand, Overflow overflow) {
        Inbox inbox = new Inbox(demand);
        client.messages(filter, Qos.AT_MOST_ONCE, overflow).subscribe(inbox);
        return inbox;
    }

    private Inbox listen(MqttClient client, String filter) {
        return listen(client, filter, Long.MAX_VALUE, Overflow.dropOldest(16));
    }

    @Test
    void receiptSaysHowOftenItWasSentAndWhetherItMayBeTwice() {
        modem.when(PUB).answers("OK").answers("OK", "+MQTTPUB: 1,1");
        MqttClient client = client();
        StepVerifier.withVirtualTime(() -> client.publish(TEXT))
                .thenAwait(ofSeconds(61))
                .assertNext(receipt -> {
                    assertThat(receipt.attempts()).isEqualTo(2);
                    assertThat(receipt.possiblyDuplicated()).isTrue();
                    assertThat(receipt.elapsed()).isEqualTo(ofSeconds(61));
                    assertThat(receipt.message()).isEqualTo(TEXT);
                })
                .verifyComplete();
        assertThat(client.stats().confirmed()).isEqualTo(1);
        assertThat(client.stats().possiblyDuplicated()).isEqualTo(1);
    }

    @Test
    void refusedPublishIsRetriedAlsoWhereItMayNotBeDuplicated() {
        modem.when(PUB).answers("OK", "+MQTTPUB: 1,0").answers("OK", "+MQTTPUB: 1,1");
        StepVerifier.withVirtualTime(() -> client().publish(TEXT, OnUnknown.GIVE_UP))
                .thenAwait(ofSeconds(1))
                .assertNext(receipt -> {
                    assertThat(receipt.attempts()).isEqualTo(2);
                    assertThat(receipt.possiblyDuplicated()).isFalse();
                })
                .verifyComplete();
    }

    @Test
    void aFailedMessageIsAResultAndNotTheEnd() {
        modem.when("AT+MQTTPUB=1,\"a\",1,0,\"1\"").answers("+CME ERROR: 704");
        modem.when("AT+MQTTPUB=1,\"b\",1,0,\"2\"").answers("OK", "+MQTTPUB: 1,1");
        Flux<MqttMessage> messages =
                Flux.just(MqttMessage.of("a", "1"), MqttMessage.of("bad/#", "x"), MqttMessage.of("b", "2"));
        MqttClient client = client();
        StepVerifier.withVirtualTime(() -> client.publishAll(messages))
                .assertNext(r -> {
                    assertThat(outcome(r)).isEqualTo(Outcome.REJECTED);
                    assertThat(r.attempts()).isEqualTo(1);
                })
                .assertNext(r -> {
                    assertThat(outcome(r)).isEqualTo(Outcome.NOT_SENT);
                    assertThat(r.attempts()).isZero();
                })
                .assertNext(r -> assertThat(r.isConfirmed()).isTrue())
                .verifyComplete();
        assertThat(client.stats().failed()).isEqualTo(2);
    }

    private static Outcome outcome(PublishResult result) {
        AtException failure = result.failure();
        assertThat(failure).isNotNull();
        return failure == null ? Outcome.UNKNOWN : failure.outcome();
    }

    @Test
    void theSourceIsAskedForOneMessageAtATime() {
        modem.when(PUB).answers("OK").then(ofSeconds(5), "+MQTTPUB: 1,1");
        AtomicLong asked = new AtomicLong();
        TestPublisher<MqttMessage> source = TestPublisher.create();
        L610 module = l610.module();
        StepVerifier.withVirtualTime(
                        () -> module.mqtt(1).publishAll(source.flux().doOnRequest(asked::addAndGet)))
                .then(() -> assertThat(asked).hasValue(1))
                .then(() -> source.next(TEXT))
                .thenAwait(ofMillis(4999))
                .then(() -> assertThat(asked).hasValue(1))
                .thenAwait(ofMillis(1))
                .expectNextCount(1)
                .then(() -> assertThat(asked).hasValue(2))
                .then(source::complete)
                .verifyComplete();
    }

    @Test
    void twoClientsPublishInParallelWhereTheLineIsShared() {
        modem.when(PUB).answers("OK").then(ofSeconds(5), "+MQTTPUB: 1,1");
        modem.when("AT+MQTTPUB=2,\"test1\",0,0,\"123\"").answers("OK").then(ofSeconds(1), "+MQTTPUB: 2,1");
        L610 module = l610.module(b -> b.session(client -> client.discipline(Discipline.INTERLEAVED)));
        StepVerifier.withVirtualTime(() -> Flux.merge(
                                module.mqtt(1).publish(TEXT), module.mqtt(2).publish(TEXT))
                        .map(Receipt::elapsed))
                .thenAwait(ofSeconds(1))
                .expectNext(ofSeconds(1))
                .thenAwait(ofSeconds(4))
                .expectNext(ofSeconds(5))
                .verifyComplete();
    }

    @Test
    void queriesGoOutDuringAPublishWhereTheProfileLetsThemAndNeverDuringADial() {
        modem.when(PUB).answers("OK").then(ofSeconds(5), "+MQTTPUB: 1,1");
        modem.when("AT+MQTTOPEN?").answers("+MQTTOPEN: 0", "OK");
        L610 module = l610.module(
                b -> b.profile(L610Profile.builder().interleavedMqtt(true).build()));
        StepVerifier.withVirtualTime(() ->
                        Flux.merge(module.mqtt(1).publish(TEXT), module.mqtt(1).isOpen()))
                .expectNext(false)
                .thenAwait(ofSeconds(5))
                .expectNextCount(1)
                .verifyComplete();
        assertThat(module.commands().modem().release().spec().discipline()).isNull();
        assertThat(module.commands().mqtt().close(1).spec().discipline()).isNull();
    }

    @Test
    void messagesOfAFilterAreReadInBothSpellings() {
        modem.when("AT+MQTTSUB=1,\"test/+\",0").answers("OK", "+MQTTSUB: 1,1");
        Inbox inbox = listen(client(), "test/+");
        receives(
                "+MQTTMSG: 1, 0, test/1, 123",
                "+MQTTMSG: 1,0,\"test/2\",\"{\"a\":1}\"",
                "+MQTTMSG: 2, 0, test/1, of the other client",
                "+MQTTMSG: 1, 0, other, of another topic");
        assertThat(inbox.texts).containsExactly("123", "{\"a\":1}");
    }

    @Test
    void messageThatComesWithTheSubscriptionIsNotLost() {
        modem.when("AT+MQTTSUB=1,\"t\",0").answers("+MQTTMSG: 1, 0, t, retained", "OK", "+MQTTSUB: 1,1");
        Inbox inbox = listen(client(), "t");
        modem.advance(ofMillis(50));
        assertThat(inbox.texts).containsExactly("retained");
    }

    @Test
    void listenersOfAFilterShareItsSubscriptionAndTheLastOneEndsIt() {
        modem.when("AT+MQTTSUB=1,\"t\",0").answers("OK", "+MQTTSUB: 1,1");
        modem.when("AT+MQTTUNSUB=1,\"t\"").answers("OK", "+MQTTUNSUB: 1,1");
        MqttClient client = client();
        Inbox first = listen(client, "t");
        Inbox second = listen(client, "t");
        receives("+MQTTMSG: 1, 0, t, both");
        first.cancel();
        receives("+MQTTMSG: 1, 0, t, one");
        assertThat(sentLines()).containsExactly("AT+MQTTSUB=1,\"t\",0");
        second.cancel();
        assertThat(first.texts).containsExactly("both");
        assertThat(second.texts).containsExactly("both", "one");
        assertThat(sentLines()).containsExactly("AT+MQTTSUB=1,\"t\",0", "AT+MQTTUNSUB=1,\"t\"");
    }

    @Test
    void higherQosSubscribesAgain() {
        modem.when("AT+MQTTSUB=1,\"t\",0").answers("OK", "+MQTTSUB: 1,1");
        modem.when("AT+MQTTSUB=1,\"t\",1").answers("OK", "+MQTTSUB: 1,1");
        MqttClient client = client();
        client.messages("t", Qos.AT_MOST_ONCE).subscribe();
        client.messages("t", Qos.AT_LEAST_ONCE).subscribe();
        client.messages("t", Qos.AT_MOST_ONCE).subscribe();
        assertThat(sentLines()).containsExactly("AT+MQTTSUB=1,\"t\",0", "AT+MQTTSUB=1,\"t\",1");
    }

    @Test
    void aListenersDeadlineCutsOffItselfAndNotWhoSharesItsFilter() {
        modem.when("AT+MQTTSUB=1,\"t\",0").answers("OK").then(ofSeconds(5), "+MQTTSUB: 1,1");
        MqttClient client = client();
        Inbox hasty = new Inbox(Long.MAX_VALUE);
        client.messages("t", Qos.AT_MOST_ONCE)
                .contextWrite(AtDeadline.within(ofSeconds(1)))
                .subscribe(hasty);
        Inbox patient = listen(client, "t");
        Inbox hastyToo = new Inbox(Long.MAX_VALUE);
        client.messages("t", Qos.AT_MOST_ONCE)
                .contextWrite(AtDeadline.within(ofSeconds(2)))
                .subscribe(hastyToo);
        modem.advance(ofSeconds(1));
        assertThat(hasty.errors)
                .singleElement()
                .hasToString("io.atflux.error.AtTimeoutException: SUBSCRIBE t: no end before the caller's deadline"
                        + " within 1 s [UNKNOWN]");
        assertThat(hastyToo.errors).isEmpty();
        modem.advance(ofSeconds(4));
        assertThat(hastyToo.errors).hasSize(1);
        receives("+MQTTMSG: 1,0,\"t\",\"still here\"");
        assertThat(patient.errors).isEmpty();
        assertThat(patient.texts).containsExactly("still here");
        assertThat(sentLines()).containsExactly("AT+MQTTSUB=1,\"t\",0");
    }

    @Test
    void newListenerWaitsForTheFarewellOfTheLastOne() {
        modem.when("AT+MQTTSUB=1,\"t\",0").answers("OK", "+MQTTSUB: 1,1");
        modem.when("AT+MQTTUNSUB=1,\"t\"").answers("OK").then(ofSeconds(2), "+MQTTUNSUB: 1,1");
        MqttClient client = client();
        listen(client, "t").cancel();
        listen(client, "t");
        assertThat(sentLines()).containsExactly("AT+MQTTSUB=1,\"t\",0", "AT+MQTTUNSUB=1,\"t\"");
        modem.advance(ofSeconds(2));
        assertThat(sentLines()).containsExactly("AT+MQTTSUB=1,\"t\",0", "AT+MQTTUNSUB=1,\"t\"", "AT+MQTTSUB=1,\"t\",0");
    }

    @Test
    void farewellIsOneWriteAndNotConnectedEndsIt() {
        modem.when("AT+MQTTSUB=1,\"t\",0").answers("OK", "+MQTTSUB: 1,1");
        modem.when("AT+MQTTUNSUB=1,\"t\"").answers("+CME ERROR: 913");
        MqttClient client = client();
        listen(client, "t").cancel();
        modem.advance(ofSeconds(100));
        assertThat(sentLines()).containsExactly("AT+MQTTSUB=1,\"t\",0", "AT+MQTTUNSUB=1,\"t\"");
        listen(client, "t");
        assertThat(modem.countOf("AT+MQTTSUB")).isEqualTo(2);
    }

    @Test
    void newListenerOvertakesAFarewellThatWaitsForTheLine() {
        modem.when("AT+MQTTSUB=1,\"t\",0").answers("OK", "+MQTTSUB: 1,1");
        modem.when("AT+BUSY").answersAfter(ofSeconds(5), "OK");
        L610 module = l610.module();
        MqttClient client = module.mqtt(1);
        Inbox first = listen(client, "t");
        module.session().send("AT+BUSY").subscribe();
        first.cancel();
        Inbox second = listen(client, "t");
        modem.advance(ofSeconds(10));
        receives("+MQTTMSG: 1,0,\"t\",\"still here\"");
        assertThat(second.texts).containsExactly("still here");
        assertThat(modem.countOf("AT+MQTTUNSUB")).isZero();
    }

    @Test
    void newListenerTakesOverASubscriptionThatIsStillUnderWay() {
        modem.when("AT+MQTTSUB=1,\"t\",0").answers("OK").then(ofSeconds(5), "+MQTTSUB: 1,1");
        MqttClient client = client();
        listen(client, "t").cancel();
        listen(client, "t");
        modem.advance(ofSeconds(10));
        assertThat(sentLines()).containsExactly("AT+MQTTSUB=1,\"t\",0");
    }

    @Test
    void refusedSubscriptionEndsItsListeners() {
        modem.when("AT+MQTTSUB=1,\"t\",0").answers("+CME ERROR: 704");
        Inbox inbox = listen(client(), "t");
        assertThat(inbox.errors).singleElement().isInstanceOf(AtRejectedException.class);
        assertThat(sentLines()).containsExactly("AT+MQTTSUB=1,\"t\",0");
    }

    @Test
    @Tag("MQTT-3.1.1:4.7.1-2")
    void badFilterIsRefusedBeforeItIsSent() {
        MqttClient client = client();
        assertThat(listen(client, "a/#/b").errors).singleElement().isInstanceOf(AtUsageException.class);
        assertThat(listen(client, "quote\"").errors).singleElement().isInstanceOf(AtUsageException.class);
        assertThat(sentLines()).isEmpty();
    }

    @Test
    void demandIsRespectedAndTheOldestMakesRoom() {
        modem.when("AT+MQTTSUB=1,\"t\",0").answers("OK", "+MQTTSUB: 1,1");
        MqttClient client = client();
        AtomicLong lostBySlow = new AtomicLong();
        AtomicLong lostByFast = new AtomicLong();
        Inbox slow = listen(client, "t", 1, Overflow.dropOldest(2).counting(lostBySlow::addAndGet));
        Inbox fast = listen(client, "t", Long.MAX_VALUE, Overflow.dropOldest(2).counting(lostByFast::addAndGet));
        for (int i = 1; i <= 5; i++) {
            receives("+MQTTMSG: 1, 0, t, " + i);
        }
        assertThat(slow.texts).containsExactly("1");
        slow.request(10);
        assertThat(slow.texts).containsExactly("1", "4", "5");
        assertThat(fast.texts).containsExactly("1", "2", "3", "4", "5");
        assertThat(client.stats().dropped()).isEqualTo(2);
        assertThat(lostBySlow).hasValue(2);
        assertThat(lostByFast).hasValue(0);
    }

    @Test
    void theNewestIsDroppedByPolicy() {
        modem.when("AT+MQTTSUB=1,\"t\",0").answers("OK", "+MQTTSUB: 1,1");
        MqttClient client = client();
        Inbox slow = listen(client, "t", 0, Overflow.dropNewest(2));
        for (int i = 1; i <= 4; i++) {
            receives("+MQTTMSG: 1, 0, t, " + i);
        }
        slow.request(10);
        assertThat(slow.texts).containsExactly("1", "2");
        assertThat(client.stats().dropped()).isEqualTo(2);
    }

    @Test
    void overflowByErrorEndsTheListenerBehindWhatWaits() {
        modem.when("AT+MQTTSUB=1,\"t\",0").answers("OK", "+MQTTSUB: 1,1");
        modem.when("AT+MQTTUNSUB=1,\"t\"").answers("OK", "+MQTTUNSUB: 1,1");
        Inbox slow = listen(client(), "t", 0, Overflow.error(2));
        for (int i = 1; i <= 3; i++) {
            receives("+MQTTMSG: 1, 0, t, " + i);
        }
        slow.request(10);
        assertThat(slow.texts).containsExactly("1", "2");
        assertThat(slow.errors).singleElement().isInstanceOf(AtOverflowException.class);
        assertThat(sentLines()).endsWith("AT+MQTTUNSUB=1,\"t\"");
    }

    @Test
    void lostLineEndsListenersWithAnError() {
        modem.when("AT+MQTTSUB=1,\"t\",0").answers("OK", "+MQTTSUB: 1,1");
        Inbox inbox = listen(client(), "t");
        modem.drops();
        assertThat(inbox.errors).singleElement().isInstanceOf(AtConnectionException.class);
    }

    @Test
    void everythingReceivedIsThereForThoseWhoSubscribeByHand() {
        modem.when("AT+MQTTSUB=1,\"$SYS/#\",2").answers("OK", "+MQTTSUB: 1,1");
        modem.when("AT+MQTTUNSUB=1,\"$SYS/#\"").answers("OK", "+MQTTUNSUB: 1,1");
        MqttClient client = client();
        List<MqttMessage> all = new ArrayList<>();
        Disposable listening = client.received(Overflow.dropOldest(4)).subscribe(all::add);
        StepVerifier.create(client.subscribe("$SYS/#", Qos.EXACTLY_ONCE)).verifyComplete();
        receives("+MQTTMSG: 1, 2, $SYS/uptime, 9", "+MQTTMSG: 1, 0, t, x");
        StepVerifier.create(client.unsubscribe("$SYS/#")).verifyComplete();
        listening.dispose();
        assertThat(all).extracting(MqttMessage::topic).containsExactly("$SYS/uptime", "t");
        assertThat(all.get(0).qos()).isEqualTo(Qos.EXACTLY_ONCE);
    }

    @Test
    void resubscribingCoversEveryFilterInUse() {
        modem.whenPrefix("AT+MQTTSUB").answers("OK", "+MQTTSUB: 1,1");
        MqttClient client = client();
        listen(client, "a");
        listen(client, "b");
        StepVerifier.create(client.resubscribe()).verifyComplete();
        assertThat(modem.countOf("AT+MQTTSUB=1,\"a\"")).isEqualTo(2);
        assertThat(modem.countOf("AT+MQTTSUB=1,\"b\"")).isEqualTo(2);
    }

    @Test
    void reportsAboutThisClientAreTypedEvents() {
        List<MqttEvent> events = new ArrayList<>();
        client().events().subscribe(events::add);
        modem.prints("+MQTTBREAK: 1,2", "+MQTTBREAK: 2,2", "+MQTTLOSE: 1, 1", "+MQTTOPEN: 1,1", "+MQTTCLOSE: 1,1");
        assertThat(events)
                .containsExactly(
                        new MqttEvent.Broken(1, MqttEvent.Cause.RADIO_LINK_BROKEN),
                        new MqttEvent.Broken(1, MqttEvent.Cause.NETWORK_ABNORMAL),
                        new MqttEvent.Changed(1, true),
                        new MqttEvent.Changed(1, false));
    }

    @Test
    void lateConfirmationNeverConfirmsAnotherMessage() {
        modem.when("AT+MQTTPUB=1,\"a\",1,0,\"1\"").answers("OK").then(ofSeconds(70), "+MQTTPUB: 1,1");
        modem.when("AT+MQTTPUB=1,\"b\",1,0,\"2\"").answers("OK").then(ofSeconds(5), "+MQTTPUB: 1,1");
        MqttClient client = client();
        StepVerifier.withVirtualTime(() -> client.publishAll(
                        Flux.just(MqttMessage.of("a", "1"), MqttMessage.of("b", "2")), OnUnknown.GIVE_UP))
                .thenAwait(ofSeconds(60))
                .assertNext(r -> assertThat(r.failure()).isInstanceOf(AtTimeoutException.class))
                .expectNoEvent(ofMillis(14_999))
                .thenAwait(ofMillis(1))
                .assertNext(r -> assertThat(r.isConfirmed()).isTrue())
                .verifyComplete();
    }
}
