package io.atflux.samples.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.atflux.link.DeliveryReceipt;
import io.atflux.link.LinkCause;
import io.atflux.link.LinkIdentity;
import io.atflux.link.LinkObserver;
import io.atflux.link.LinkOptions;
import io.atflux.link.LinkState;
import io.atflux.link.Rung;
import io.atflux.modem.SignalQuality;
import io.atflux.mqtt.MqttMessage;
import io.atflux.mqtt.Qos;
import io.atflux.outbox.Outbox;
import io.atflux.outbox.OutboxDepth;
import io.atflux.samples.modem.memory.FakeUplink;
import io.atflux.samples.modem.switches.Switches;
import io.atflux.urc.Overflow;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.BaseSubscriber;

/** The notifications of a link's observers. */
class LinkObserverTest {

    private final FakeUplink broker = new FakeUplink();
    private final Recorder seen = new Recorder();

    private World world(@Nullable Outbox outbox) {
        LinkOptions options = LinkOptions.builder()
                .outbox(outbox)
                .observer(link -> {
                    seen.link = link;
                    return seen;
                })
                .build();
        return new World(broker, Switches.defaults(), options, UnaryOperator.identity());
    }

    @Test
    void aLinksLifeIsToldFromItsFirstStateToItsEnd() {
        try (World world = world(null)) {
            assertThat(seen.link).hasToString("world client 1 to mqtt://broker.example:1883");
            world.started();
            world.pass(Duration.ofMinutes(2));
            assertThat(seen.signals).isNotEmpty().allMatch(signal -> signal.dbm()
                    .isPresent());
            broker.loseAll("test");
            world.until("broken", s -> s.cause() == LinkCause.CONNECTION_BROKEN, Duration.ofMinutes(1));
            world.untilReady(Duration.ofMinutes(3));
            assertThat(seen.rungs).containsExactly(Rung.REOPEN);
            assertThat(seen.states).isEqualTo(world.states.subList(1, world.states.size()));
            assertThat(seen.ends).isZero();
        }
        assertThat(seen.ends).isEqualTo(1);
        assertThat(seen.states.get(seen.states.size() - 1).cause()).isEqualTo(LinkCause.CLOSED_BY_USER);
    }

    @Test
    void messagesInAndOutAreTold() {
        try (World world = world(null)) {
            world.link()
                    .messages("cmd", Qos.AT_MOST_ONCE, Overflow.dropOldest(1))
                    .subscribe(new BaseSubscriber<MqttMessage>() {
                        @Override
                        protected void hookOnSubscribe(org.reactivestreams.Subscription subscription) {
                            // No request.
                        }
                    });
            world.started();
            for (int i = 0; i < 3; i++) {
                broker.deliver("cmd", 0, "x".getBytes(StandardCharsets.UTF_8));
            }
            world.link().publish(MqttMessage.of("data", "1")).subscribe();
            assertThat(seen.publishing).isEqualTo(1);
            world.pass(Duration.ofSeconds(5));
            assertThat(seen.received).hasSize(3);
            assertThat(seen.dropped).isEqualTo(2);
            assertThat(seen.receipts).hasSize(1).allMatch(DeliveryReceipt::isConfirmed);
            assertThat(seen.publishing).isZero();
        }
    }

    @Test
    void theOutboxsDepthIsToldAtTheStartAndWithEachCheck() {
        Outbox store = Outbox.memory(10);
        try (World world = world(store)) {
            world.link()
                    .enqueue(io.atflux.outbox.OutboxMessage.of(MqttMessage.of("data", "1")))
                    .subscribe();
            world.started();
            world.pass(Duration.ofMinutes(3));
            assertThat(seen.depths)
                    .extracting(OutboxDepth::count)
                    .startsWith(1L)
                    .endsWith(0L);
            assertThat(seen.depths.size()).isGreaterThan(2);
            world.link().close().subscribe();
            world.pass(Duration.ofSeconds(20));
            int then = seen.depths.size();
            world.pass(Duration.ofMinutes(5));
            assertThat(seen.depths).hasSize(then);
        }
    }

    @Test
    void whatObserversThrowChangesNothing() {
        LinkObserver bad = new Throwing();
        LinkOptions options = LinkOptions.builder()
                .observer(link -> {
                    throw new AssertionError("a factory");
                })
                .observer(link -> bad)
                .observer(link -> seen)
                .build();
        try (World world = new World(broker, Switches.defaults(), options, UnaryOperator.identity())) {
            List<String> got = new ArrayList<>();
            world.link().messages("cmd", Qos.AT_MOST_ONCE).subscribe(m -> got.add(m.topic()));
            world.started();
            broker.deliver("cmd", 0, "x".getBytes(StandardCharsets.UTF_8));
            world.link().publish(MqttMessage.of("data", "1")).subscribe();
            world.pass(Duration.ofMinutes(2));
            assertThat(got).containsExactly("cmd");
            assertThat(seen.received).hasSize(1);
            assertThat(seen.receipts).hasSize(1);
            assertThat(world.link().state().isReady()).isTrue();
        }
        assertThat(seen.ends).isEqualTo(1);
    }

    private static final class Throwing implements LinkObserver {

        @Override
        public void stateChanged(LinkState before, LinkState now) {
            throw new StackOverflowError();
        }

        @Override
        public void received(MqttMessage message) {
            throw new IllegalStateException("received");
        }

        @Override
        public void receipt(DeliveryReceipt receipt) {
            throw new IllegalStateException("receipt");
        }

        @Override
        public void publishing(int change) {
            throw new IllegalStateException("publishing");
        }

        @Override
        public void signal(SignalQuality signal) {
            throw new IllegalStateException("signal");
        }

        @Override
        public void closed() {
            throw new IllegalStateException("closed");
        }
    }

    private static final class Recorder implements LinkObserver {

        @Nullable
        LinkIdentity link;

        final List<LinkState> states = new ArrayList<>();
        final List<Rung> rungs = new ArrayList<>();
        final List<MqttMessage> received = new ArrayList<>();
        final List<DeliveryReceipt> receipts = new ArrayList<>();
        final List<OutboxDepth> depths = new ArrayList<>();
        final List<SignalQuality> signals = new ArrayList<>();
        long dropped;
        int publishing;
        int ends;

        @Override
        public void stateChanged(LinkState before, LinkState now) {
            states.add(now);
        }

        @Override
        public void rungTaken(Rung rung) {
            rungs.add(rung);
        }

        @Override
        public void received(MqttMessage message) {
            received.add(message);
        }

        @Override
        public void dropped(long messages) {
            dropped += messages;
        }

        @Override
        public void receipt(DeliveryReceipt receipt) {
            receipts.add(receipt);
        }

        @Override
        public void publishing(int change) {
            publishing += change;
        }

        @Override
        public void outbox(OutboxDepth depth) {
            depths.add(depth);
        }

        @Override
        public void signal(SignalQuality signal) {
            signals.add(signal);
        }

        @Override
        public void closed() {
            ends++;
        }
    }
}
