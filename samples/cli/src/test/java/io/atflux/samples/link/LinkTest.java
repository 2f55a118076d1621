package io.atflux.samples.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.link.DeliveryOutcome;
import io.atflux.link.DeliveryReceipt;
import io.atflux.link.LinkCause;
import io.atflux.link.LinkOptions;
import io.atflux.link.LinkPhase;
import io.atflux.link.LinkState;
import io.atflux.mqtt.MqttMessage;
import io.atflux.mqtt.Qos;
import io.atflux.samples.modem.memory.FakeUplink;
import io.atflux.samples.modem.switches.Switch;
import io.atflux.samples.modem.switches.Switches;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A link on the virtual module, on virtual time: from the start to messages, through a loss of each depth, to its end.
 */
class LinkTest {

    private static final Duration SOON = Duration.ofMinutes(3);

    private final FakeUplink broker = new FakeUplink();

    @Test
    void aLinkGoesThroughAllPhasesToReady() {
        try (World world = new World(broker)) {
            world.started();
            assertThat(world.states)
                    .extracting(LinkState::phase)
                    .containsSubsequence(
                            LinkPhase.CLOSED,
                            LinkPhase.CONNECTING,
                            LinkPhase.SYNCHRONISING,
                            LinkPhase.INITIALISING,
                            LinkPhase.REGISTERING,
                            LinkPhase.DIALLING,
                            LinkPhase.OPENING,
                            LinkPhase.READY);
            assertThat(broker.connected()).isEqualTo(1);
        }
    }

    @Test
    void messagesPassBothWays() {
        try (World world = new World(broker)) {
            List<String> got = new ArrayList<>();
            world.link().messages("cmd/#", Qos.AT_LEAST_ONCE).subscribe(m -> got.add(m.topic() + " " + text(m)));
            world.started();
            List<DeliveryReceipt> receipts = new ArrayList<>();
            world.link().publish(MqttMessage.of("data/1", "hello")).subscribe(receipts::add);
            broker.deliver("cmd/on", 0, "now".getBytes(StandardCharsets.UTF_8));
            world.pass(Duration.ofSeconds(5));
            assertThat(got).containsExactly("cmd/on now");
            assertThat(receipts).extracting(DeliveryReceipt::outcome).containsExactly(DeliveryOutcome.CONFIRMED);
            assertThat(broker.published())
                    .extracting(FakeUplink.Published::text)
                    .containsExactly("hello");
        }
    }

    @Test
    void whoBeginsToListenWhileSubscriptionsGoUnansweredIsSubscribedInTheEnd() {
        try (World world = new World(broker)) {
            world.started();
            world.set(Switch.SUBSCRIBE, "silent");
            List<String> got = new ArrayList<>();
            world.link().messages("late", Qos.AT_LEAST_ONCE).subscribe(m -> got.add(text(m)));
            world.pass(Duration.ofSeconds(10));
            world.set(Switch.SUBSCRIBE, "broker");
            world.pass(Duration.ofMinutes(5));
            broker.deliver("late", 0, "now".getBytes(StandardCharsets.UTF_8));
            world.pass(Duration.ofSeconds(5));
            assertThat(world.link().state().isReady()).isTrue();
            assertThat(got).containsExactly("now");
        }
    }

    @Test
    void aLostLineIsFoundAgainAndListenersStay() {
        try (World world = new World(broker)) {
            List<String> got = new ArrayList<>();
            world.link().messages("cmd", Qos.AT_LEAST_ONCE).subscribe(m -> got.add(text(m)));
            world.started();
            world.line.drop();
            world.until("lost", s -> s.cause() == LinkCause.LINE_LOST, SOON);
            world.untilReady(SOON);
            broker.deliver("cmd", 0, "again".getBytes(StandardCharsets.UTF_8));
            world.pass(Duration.ofSeconds(5));
            assertThat(got).containsExactly("again");
            assertThat(broker.opens())
                    .as("the connection was this link's and intact")
                    .hasSize(1);
            assertThat(world.line.violations()).isEmpty();
        }
    }

    @Test
    void aBrokenConnectionIsOpenedAgainAndSubscribed() {
        try (World world = new World(broker)) {
            List<String> got = new ArrayList<>();
            world.link().messages("cmd", Qos.AT_LEAST_ONCE).subscribe(m -> got.add(text(m)));
            world.started();
            world.pass(Duration.ofMinutes(2));
            broker.loseAll("test");
            world.until("broken", s -> s.cause() == LinkCause.CONNECTION_BROKEN, SOON);
            world.untilReady(SOON);
            broker.deliver("cmd", 0, "again".getBytes(StandardCharsets.UTF_8));
            world.pass(Duration.ofSeconds(5));
            assertThat(got).containsExactly("again");
        }
    }

    @Test
    void aModuleThatIsSwitchedOffAndOnIsSetUpAnew() {
        try (World world = new World(broker)) {
            world.started();
            world.modem.powerCycle();
            world.until("not ready", s -> !s.isReady(), SOON);
            world.untilReady(SOON);
        }
    }

    @Test
    void closingClosesTheConnectionAndTheLine() {
        try (World world = new World(broker)) {
            world.started();
            List<String> ended = new ArrayList<>();
            world.link().messages("cmd", Qos.AT_MOST_ONCE).subscribe(m -> {}, e -> {}, () -> ended.add("messages"));
            world.link().close().subscribe(v -> {}, e -> {}, () -> ended.add("close"));
            world.pass(Duration.ofSeconds(20));
            assertThat(ended).containsExactly("messages", "close");
            assertThat(broker.connected()).isZero();
            assertThat(world.link().state().cause()).isEqualTo(LinkCause.CLOSED_BY_USER);
        }
    }

    @Test
    void aClientOfSomebodyElseStaysOpenAndAFreeOneIsUsed() {
        try (World world = new World(broker)) {
            world.line.somebodyElse(
                    "AT",
                    "AT+CFUN=1",
                    "AT+CGDCONT=1,\"IP\",\"cmiot\"",
                    "AT+MIPCALL=1",
                    "AT+MQTTUSER=1,\"\",\"\",\"other\"",
                    "AT+MQTTOPEN=1,\"broker.example\",1883,0,60");
            assertThat(broker.connected()).isEqualTo(1);
            world.line.forgetSent();
            world.started();
            assertThat(broker.connected()).isEqualTo(2);
            assertThat(world.line.sent())
                    .contains("AT+MQTTOPEN=2,")
                    .doesNotContain("AT+MQTTCLOSE", "AT+CGDCONT=", "AT+MIPCALL=");
            world.pass(Duration.ofMinutes(5));
            assertThat(broker.connected()).isEqualTo(2);
        }
    }

    @Test
    void aCanaryShowsThatSubscriptionsAreGoneWithoutAWord() {
        try (World world = new World(
                broker,
                Switches.defaults().with("reconnect=silent"),
                LinkOptions.builder().canary("canary", Duration.ofSeconds(30)).build(),
                builder -> builder)) {
            List<String> got = new ArrayList<>();
            world.link().messages("cmd", Qos.AT_LEAST_ONCE).subscribe(m -> got.add(text(m)));
            world.started();
            world.pass(Duration.ofMinutes(2));
            broker.loseAll("test");
            world.pass(Duration.ofSeconds(20));
            broker.deliver("cmd", 0, "into the void".getBytes(StandardCharsets.UTF_8));
            world.pass(Duration.ofMinutes(3));
            broker.deliver("cmd", 0, "again".getBytes(StandardCharsets.UTF_8));
            world.pass(Duration.ofSeconds(5));
            assertThat(got).containsExactly("again");
        }
    }

    private static String text(MqttMessage message) {
        return new String(message.payload(), StandardCharsets.UTF_8);
    }
}
