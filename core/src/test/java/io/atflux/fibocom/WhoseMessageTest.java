package io.atflux.fibocom;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.mqtt.MqttClient;
import io.atflux.mqtt.MqttEvent;
import io.atflux.mqtt.MqttMessage;
import io.atflux.mqtt.Qos;
import io.atflux.test.ScriptedModem;
import io.atflux.urc.Overflow;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** A received message reaches its subscribers complete, or is not delivered. */
class WhoseMessageTest {

    private final ScriptedL610 l610 = new ScriptedL610();
    private final ScriptedModem modem = l610.modem;
    private final List<String> first = new ArrayList<>();
    private final List<String> second = new ArrayList<>();
    private final List<MqttEvent> events = new ArrayList<>();

    private MqttClient client() {
        modem.whenPrefix("AT+MQTTSUB").answers("OK", "+MQTTSUB: 1,1");
        MqttClient client = l610.module().mqtt(1);
        client.events().subscribe(events::add);
        return client;
    }

    private static void listen(MqttClient client, String filter, List<String> got) {
        client.messages(filter, Qos.AT_MOST_ONCE).subscribe(m -> got.add(m.topic() + "=" + m.text()));
    }

    private void receives(String text) {
        modem.printsRaw("\r\n" + text + "\r\n");
        modem.advance(ofMillis(50));
    }

    @Test
    void aTopicWithASeparatorReachesTheListenerWhoseFilterFits() {
        MqttClient client = client();
        listen(client, "a,b/spaced", first);
        receives("+MQTTMSG: 1, 0, a,b/spaced, p,q");
        receives("+MQTTMSG: 1,0,a,b/spaced,p,q");
        assertThat(first).containsExactly("a,b/spaced=p,q", "a,b/spaced=p,q");
        assertThat(events).isEmpty();
    }

    @Test
    void whatFitsSeveralWaysReachesNobodyAndIsTold() {
        MqttClient client = client();
        listen(client, "a", first);
        listen(client, "a,b/#", second);
        receives("+MQTTMSG: 1,0,a,b/spaced,p,q");
        assertThat(first).isEmpty();
        assertThat(second).isEmpty();
        assertThat(events).containsExactly(new MqttEvent.Ambiguous(1, List.of("a", "a,b/spaced", "a,b/spaced,p")));
        assertThat(client.stats().ambiguous()).isEqualTo(1);
    }

    @Test
    void aFilterThatWasRefusedMakesNothingAmbiguous() {
        modem.whenPrefix("AT+MQTTSUB=1,\"a,b").answers("+CME ERROR: 703");
        MqttClient client = client();
        listen(client, "a", first);
        List<Throwable> refused = new ArrayList<>();
        client.subscribe("a,b/#", Qos.AT_MOST_ONCE).subscribe(done -> {}, refused::add);
        receives("+MQTTMSG: 1,0,a,b/spaced,p,q");
        assertThat(refused).hasSize(1);
        assertThat(first).containsExactly("a=b/spaced,p,q");
        assertThat(events).isEmpty();
    }

    @Test
    void quotesSettleIt() {
        MqttClient client = client();
        listen(client, "a", first);
        listen(client, "#", second);
        receives("+MQTTMSG: 1,0,\"a,b/spaced\",\"p,q\"");
        assertThat(first).isEmpty();
        assertThat(second).containsExactly("a,b/spaced=p,q");
        assertThat(events).isEmpty();
    }

    @Test
    void blanksBehindSeparatorsTellThemFromThoseOfAPayload() {
        MqttClient client = client();
        listen(client, "#", first);
        receives("+MQTTMSG: 1, 0, t, {\"a\":1,\"b\":2}");
        assertThat(first).containsExactly("t={\"a\":1,\"b\":2}");
    }

    @Test
    void aMessageThatNoFilterFitsReachesWhoWantsAll() {
        MqttClient client = client();
        client.received(Overflow.dropOldest(8)).subscribe(m -> first.add(m.topic() + "=" + m.text()));
        receives("+MQTTMSG: 1,0,t,p,q");
        assertThat(first).containsExactly("t=p,q");
        assertThat(events).hasSize(1);
    }

    @Test
    void aDroppedFirstLineLeavesItsRestToNobody() {
        MqttClient client = client();
        AtomicLong lost = new AtomicLong();
        List<MqttMessage> got = new ArrayList<>();
        BaseSubscriber<MqttMessage> slow = new BaseSubscriber<>() {
            @Override
            protected void hookOnSubscribe(org.reactivestreams.Subscription subscription) {}

            @Override
            protected void hookOnNext(MqttMessage message) {
                got.add(message);
            }
        };
        client.received(Overflow.dropOldest(1).counting(lost::addAndGet)).subscribe(slow);
        receives("+MQTTMSG: 1, 0, a, one\r\nof a");
        receives("+MQTTMSG: 2, 0, other, one\r\nof the other client");
        receives("+MQTTMSG: 1, 0, b, two\r\nof b");
        slow.request(9);
        assertThat(got).extracting(m -> m.topic() + "=" + m.text()).containsExactly("b=two\r\nof b");
        assertThat(lost).hasValue(1);
        assertThat(client.stats().dropped()).isEqualTo(1);
    }

    @Test
    @DisabledIfSystemProperty(
            named = "atflux.test.deliver",
            matches = ".+",
            disabledReason = "this one has a scheduler of its own")
    void onABusySchedulerNothingIsCutAndEachMessageIsCountedOnce() {
        Deque<Runnable> waiting = new ArrayDeque<>();
        Scheduler busy = Schedulers.fromExecutor(waiting::add);
        L610 module = l610.module(b -> b.session(c -> c.deliverOn(busy)));
        AtomicLong lost = new AtomicLong();
        MqttClient client = module.mqtt(1);
        client.received(Overflow.dropOldest(4).counting(lost::addAndGet)).subscribe(m -> first.add(m.text()));
        for (int i = 0; i < 22; i++) {
            receives("+MQTTMSG: 1, 0, t, " + i + "\r\nmore of " + i);
        }
        assertThat(first).isEmpty();
        for (Runnable task = waiting.poll(); task != null; task = waiting.poll()) {
            task.run();
        }
        assertThat(first).isNotEmpty().allSatisfy(text -> assertThat(text).matches("(\\d+)\r\nmore of \\1"));
        assertThat(first.size() + lost.get()).isEqualTo(22);
        assertThat(client.stats().dropped()).isEqualTo(lost.get());
    }
}
