package io.atflux.samples.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.link.LinkOptions;
import io.atflux.mqtt.MqttMessage;
import io.atflux.mqtt.Qos;
import io.atflux.samples.modem.memory.FakeUplink;
import io.atflux.samples.modem.switches.Switches;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.BaseSubscriber;

/** Messages stay in the module's buffer until they are requested. */
class LinkOnDemandTest {

    private final FakeUplink broker = new FakeUplink();

    private World world(String buffer) {
        return new World(
                broker,
                Switches.defaults().with("buffered-mode=" + buffer),
                LinkOptions.builder().onDemand(true).build(),
                UnaryOperator.identity());
    }

    private void deliver(String text) {
        broker.deliver("cmd", 0, text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void demandReachesTheModule() {
        try (World world = world("present")) {
            List<String> got = new ArrayList<>();
            BaseSubscriber<MqttMessage> slow = new BaseSubscriber<>() {
                @Override
                protected void hookOnSubscribe(org.reactivestreams.Subscription subscription) {}

                @Override
                protected void hookOnNext(MqttMessage message) {
                    got.add(new String(message.payload(), StandardCharsets.UTF_8));
                }
            };
            world.link().messages("cmd", Qos.AT_LEAST_ONCE).subscribe(slow);
            world.started();
            deliver("one");
            deliver("two \r\nwith \"all\"");
            deliver("three");
            world.pass(Duration.ofSeconds(10));
            assertThat(got).isEmpty();
            assertThat(world.line.sent()).doesNotContain("AT+MQTTREAD");
            slow.request(1);
            world.pass(Duration.ofSeconds(10));
            assertThat(got).containsExactly("one");
            slow.request(5);
            world.pass(Duration.ofSeconds(10));
            assertThat(got).containsExactly("one", "two \r\nwith \"all\"", "three");
        }
    }

    @Test
    void aLossDoesNotEndIt() {
        try (World world = world("present")) {
            List<String> got = new ArrayList<>();
            world.link()
                    .messages("cmd", Qos.AT_LEAST_ONCE)
                    .subscribe(m -> got.add(new String(m.payload(), StandardCharsets.UTF_8)));
            world.started();
            world.modem.powerCycle();
            world.until("not ready", s -> !s.isReady(), Duration.ofMinutes(3));
            world.untilReady(Duration.ofMinutes(5));
            world.pass(Duration.ofSeconds(10));
            deliver("after");
            world.pass(Duration.ofSeconds(10));
            assertThat(got).containsExactly("after");
        }
    }

    @Test
    void aModuleWithoutABufferDeliversDirectly() {
        try (World world = world("absent")) {
            List<String> got = new ArrayList<>();
            world.link()
                    .messages("cmd", Qos.AT_LEAST_ONCE)
                    .subscribe(m -> got.add(new String(m.payload(), StandardCharsets.UTF_8)));
            world.started();
            deliver("one");
            world.pass(Duration.ofSeconds(10));
            assertThat(got).containsExactly("one");
        }
    }
}
